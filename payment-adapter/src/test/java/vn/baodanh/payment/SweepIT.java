package vn.baodanh.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Payments of which nobody tells: two nodes ask the simulator of the platform. */
class SweepIT {
  private static Stack stack;
  private static Simulator simulator;
  private static Node node;

  private final UUID candidate = UUID.randomUUID();
  private final UUID bill = UUID.randomUUID();

  @BeforeAll
  static void start() {
    stack = new Stack("sweep_it");
    simulator = new Simulator(1_000);
    String[] quick = {
      "ASK_FIRST_MS", "300",
      "ASK_INTERVAL_MS", "50",
      "ASK_LONGEST_MS", "1000",
      "ATTEMPT_MS", "2000",
      "ATTEMPT_GRACE_MS", "500",
      "PLATFORM_TIMEOUT_MS", "1000"
    };
    node = stack.node(simulator.settings(quick));
    String[] second = simulator.settings(quick);
    second[1] = "0";
    stack.node(second);
  }

  @AfterAll
  static void stop() {
    stack.close();
    simulator.close();
  }

  private JsonObject attempt() {
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
    JsonObject attempt = attempt();
    awaitState(attempt, "expired");
    assertTrue(stack.count(ofAttempt("SELECT asked FROM attempt", attempt)) > 0);
    assertEquals(List.of("attempt-expired"), events());
  }

  @Test
  void nothingExpiresWhileThePlatformDoesNotAnswer() {
    Stack alone = new Stack("sweep_away_it");
    try {
      Node cutOff =
          alone.node(
              "VNPAY_API_URL", "http://127.0.0.1:1/nobody",
              "ASK_FIRST_MS", "10",
              "ASK_INTERVAL_MS", "10",
              "ASK_LONGEST_MS", "20",
              "ATTEMPT_MS", "1000",
              "ATTEMPT_GRACE_MS", "1");
      cutOff.post("/v1/bills", Bodies.bill(bill, candidate, "BKA", 30_000)).expect(201);
      cutOff.attempt(bill, "key-00000001");
      Stack.eventually(
          "asked after the end",
          () ->
              alone.count("SELECT count(*) FROM attempt WHERE asked > 3 AND expires_at < now()")
                  == 1);
      assertEquals(1, alone.count("SELECT count(*) FROM attempt WHERE state = 'open'"));
    } finally {
      alone.close();
    }
  }

  @Test
  void anAnswerThatIsNotSignedOrIsAboutAnotherPaymentProvesNothing() throws IOException {
    Stack alone = new Stack("sweep_forged_it");
    AtomicInteger asked = new AtomicInteger();
    HttpServer liar = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    liar.createContext(
        "/",
        exchange -> {
          JsonObject request =
              new JsonObject(Buffer.buffer(exchange.getRequestBody().readAllBytes()));
          byte[] answer = lie(request, asked.getAndIncrement() % 4).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    liar.start();
    try {
      Node lied =
          alone.node(
              "VNPAY_API_URL", "http://127.0.0.1:" + liar.getAddress().getPort() + "/",
              "ASK_FIRST_MS", "10",
              "ASK_INTERVAL_MS", "10",
              "ASK_LONGEST_MS", "20",
              "ATTEMPT_MS", "1000",
              "ATTEMPT_GRACE_MS", "1");
      lied.post("/v1/bills", Bodies.bill(bill, candidate, "BKA", 30_000)).expect(201);
      lied.attempt(bill, "key-00000001");
      Stack.eventually("every lie was told", () -> asked.get() > 8);
      assertEquals(1, alone.count("SELECT count(*) FROM attempt WHERE state = 'open'"));
      assertEquals(0, alone.count("SELECT count(*) FROM ledger_entry"));
    } finally {
      alone.close();
      liar.stop(0);
    }
  }

  /**
   * That it is paid: not signed, signed by somebody else, about another payment, or without a
   * number.
   */
  private static String lie(JsonObject request, int which) {
    JsonObject answer = new JsonObject();
    String names =
        "ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate"
            + " TransactionNo TransactionType TransactionStatus OrderInfo PromotionCode"
            + " PromotionAmount";
    answer
        .put("vnp_ResponseCode", "00")
        .put("vnp_TmnCode", "BAODANH1")
        .put("vnp_TxnRef", which == 2 ? "ANOTHER" : request.getString("vnp_TxnRef"))
        .put("vnp_Amount", "3000000")
        .put("vnp_TransactionNo", which == 3 ? "0" : "14000001")
        .put("vnp_TransactionType", "01")
        .put("vnp_TransactionStatus", "00");
    String joined =
        Stream.of(names.split(" "))
            .map(name -> answer.getString("vnp_" + name, ""))
            .collect(Collectors.joining("|"));
    String hash = VnpaySays.hmac(joined, which == 1 ? "another secret" : VnpaySays.SECRET);
    return answer.put("vnp_SecureHash", which == 0 ? "" : hash).encode();
  }

  @Test
  void whatIsPaidAfterItHasExpiredCounts() {
    JsonObject attempt = attempt();
    simulator.payer(attempt.getString("address"), "pay", "success-after-expiry", "ipn-lost");
    awaitState(attempt, "expired");
    awaitState(attempt, "succeeded");
    assertEquals(List.of("attempt-expired", "bill-settled"), events());
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

  private void awaitState(JsonObject attempt, String state) {
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
    return stack
        .rows("SELECT type FROM event WHERE candidate_id = '" + candidate + "' ORDER BY position")
        .stream()
        .map(List::getFirst)
        .toList();
  }
}
