package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Payments of which nobody tells: two nodes ask the simulator of the platform. */
class SweepIT {
  private static Stack stack;
  private static Simulator simulator;
  private static Node node;

  /** Of the two the one whose payers have no time. */
  private static Node hasty;

  private final UUID candidate = UUID.randomUUID();
  private final UUID bill = UUID.randomUUID();

  @BeforeAll
  static void start() {
    stack = new Stack("sweep_it");
    simulator = new Simulator(1_000);
    String[] quick = {
      "ASK_FIRST_MS", "300",
      "ASK_INTERVAL_MS", "50",
      "ASK_LONGEST_MS", "1000"
    };
    node = stack.node(simulator.settings(quick));
    String[] second =
        Stream.concat(
                Stream.of(simulator.settings(quick)),
                Stream.of("ATTEMPT_MS", "1000", "ATTEMPT_GRACE_MS", "1"))
            .toArray(String[]::new);
    second[1] = "0";
    hasty = stack.node(second);
  }

  @AfterAll
  static void stop() {
    stack.close();
    simulator.close();
  }

  private JsonObject attempt() {
    return attempt(node);
  }

  private JsonObject attempt(Node node) {
    node.post("/v1/bills", Bodies.bill(bill, candidate, "BKA", 30_000)).expect(201);
    return node.attempt(bill, "key-00000001").json();
  }

  @Test
  void whatIsPaidAndNeverNotifiedIsFoundByAsking() {
    JsonObject attempt = attempt();
    simulator.payer(attempt.getString("address"), "pay", "ipn-lost");
    awaitState(attempt, "succeeded");
    assertEquals("settled", node.get("/v1/bills/" + bill).text("state"));
    assertEquals(List.of("bill-settled"), events());
    assertEquals(30_000, ledger(attempt));
  }

  @Test
  void whatIsCancelledAndNeverNotifiedIsFoundByAsking() {
    JsonObject attempt = attempt();
    simulator.payer(attempt.getString("address"), "cancel", "ipn-lost");
    awaitState(attempt, "failed");
    assertEquals(List.of("attempt-failed"), events());
  }

  @Test
  void whatIsNeverPaidExpiresOnceThePlatformWasAsked() {
    JsonObject attempt = attempt(hasty);
    awaitState(attempt, "expired");
    assertTrue(stack.count(ofAttempt("SELECT asked FROM attempt", attempt)) > 0);
    assertEquals(List.of("attempt-expired"), events());
  }

  @Test
  void nothingExpiresWhileThePlatformDoesNotAnswer() {
    Stack alone = new Stack("sweep_away_it");
    try {
      attempt(alone.node(asking("http://127.0.0.1:1/nobody")));
      Stack.eventually(
          "asked until the end",
          () ->
              alone.count("SELECT count(*) FROM attempt WHERE asked > 3 AND expires_at < now()")
                  == 1);
      long before = alone.count("SELECT asked FROM attempt");
      Stack.eventually(
          "asked after the end", () -> alone.count("SELECT asked FROM attempt") > before);
      assertEquals(1, alone.count("SELECT count(*) FROM attempt WHERE state = 'open'"));
    } finally {
      alone.close();
    }
  }

  @Test
  void anAnswerThatIsNotSignedOrIsAboutAnotherPaymentProvesNothing() throws IOException {
    Stack alone = new Stack("sweep_forged_it");
    AtomicInteger asked = new AtomicInteger();
    HttpServer liar =
        VnpaySays.platform(
            request -> Optional.of(lie(request, asked.getAndIncrement() % 4).encode()));
    try {
      attempt(alone.node(asking(VnpaySays.address(liar))));
      Stack.eventually("every lie was told", () -> asked.get() > 8);
      assertEquals(1, alone.count("SELECT count(*) FROM attempt WHERE state = 'open'"));
      assertEquals(0, alone.count("SELECT count(*) FROM ledger_entry"));
    } finally {
      alone.close();
      liar.stop(0);
    }
  }

  /** Settings of a node that asks at this address again and again, and gives payers no time. */
  private static String[] asking(String address) {
    return new String[] {
      "VNPAY_API_URL", address,
      "ASK_FIRST_MS", "10",
      "ASK_INTERVAL_MS", "10",
      "ASK_LONGEST_MS", "20",
      "ATTEMPT_MS", "1000",
      "ATTEMPT_GRACE_MS", "1"
    };
  }

  /** That this payment stands so, not signed yet. */
  private static JsonObject standing(JsonObject request, String status) {
    return new JsonObject()
        .put("vnp_ResponseCode", "00")
        .put("vnp_TmnCode", "BAODANH1")
        .put("vnp_TxnRef", request.getString("vnp_TxnRef"))
        .put("vnp_Amount", "3000000")
        .put("vnp_TransactionNo", "14000001")
        .put("vnp_TransactionType", "01")
        .put("vnp_TransactionStatus", status);
  }

  /**
   * That it is paid: not signed, signed by somebody else, about another payment, or without a
   * number.
   */
  private static JsonObject lie(JsonObject request, int which) {
    JsonObject answer = standing(request, "00");
    if (which == 2) {
      answer.put("vnp_TxnRef", "ANOTHER");
    }
    if (which == 3) {
      answer.put("vnp_TransactionNo", "0");
    }
    return switch (which) {
      case 0 -> answer.put("vnp_SecureHash", "");
      case 1 -> new JsonObject(VnpaySays.answer(answer, true, "another secret"));
      default -> new JsonObject(VnpaySays.answer(answer, true));
    };
  }

  @Test
  void whatIsPaidAfterItHasExpiredCounts() throws IOException {
    Stack alone = new Stack("sweep_late_it");
    AtomicBoolean isPaid = new AtomicBoolean();
    HttpServer slow =
        VnpaySays.platform(request ->
            Optional.of(VnpaySays.answer(standing(request, isPaid.get() ? "00" : "01"), true)));
    try {
      JsonObject attempt = attempt(alone.node(asking(VnpaySays.address(slow))));
      awaitState(alone, attempt, "expired");
      isPaid.set(true);
      awaitState(alone, attempt, "succeeded");
      assertEquals(List.of("attempt-expired", "bill-settled"), events(alone));
    } finally {
      alone.close();
      slow.stop(0);
    }
  }

  @Test
  void whatIsSuspectedOrReversedIsAskedAboutUntilItIsClear() {
    for (String fault : List.of("suspicious", "reversed")) {
      for (int i = 0; i < 4; i++) {
        UUID one = UUID.randomUUID();
        node.post("/v1/bills", Bodies.bill(one, UUID.randomUUID(), "BKA", 30_000)).expect(201);
        JsonObject attempt = node.attempt(one, "key-00000001").json();
        simulator.payer(attempt.getString("address"), "pay", fault, "ipn-lost");
      }
    }
    Stack.eventually("all is clear", () -> simulator.totals().getInteger("promised") == 0);
    Stack.eventually("nothing is suspected", () -> suspected() == 0);
    Stack.eventually("the ledger says what the platform has", SweepIT::agrees);
  }

  private static long suspected() {
    return stack.count("SELECT count(*) FROM attempt WHERE state = 'suspicious'");
  }

  /** Refunds do not happen here; what is paid under another reference is not notified. */
  private static boolean agrees() {
    long ledger =
        stack.count(
            """
            SELECT coalesce(sum(CASE WHEN debit = 'platform:vnpay' THEN amount ELSE -amount END), 0)
            FROM ledger_entry WHERE 'platform:vnpay' IN (debit, credit)
            """);
    return simulator.totals().getLong("taken") == ledger;
  }

  private static void awaitState(JsonObject attempt, String state) {
    awaitState(stack, attempt, state);
  }

  private static void awaitState(Stack stack, JsonObject attempt, String state) {
    Stack.eventually(
        state,
        () ->
            stack
                .rows(ofAttempt("SELECT state FROM attempt", attempt))
                .equals(List.of(List.of(state))));
  }

  private static String ofAttempt(String select, JsonObject attempt) {
    return select + " WHERE reference = '" + attempt.getString("reference") + "'";
  }

  private static long ledger(JsonObject attempt) {
    return stack.count(ofAttempt("SELECT sum(amount) FROM ledger_entry", attempt));
  }

  private List<String> events() {
    return events(stack);
  }

  private List<String> events(Stack stack) {
    return stack
        .rows("SELECT type FROM event WHERE candidate_id = '" + candidate + "' ORDER BY position")
        .stream()
        .map(List::getFirst)
        .toList();
  }
}
