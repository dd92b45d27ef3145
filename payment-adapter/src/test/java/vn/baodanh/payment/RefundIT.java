package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Refunds: two people, once, and nothing guessed. */
class RefundIT {
  private static final String MAKER = Caller.token("maker", "finance");
  private static final String CHECKER = Caller.token("checker", "finance-approver");
  private static final String OTHER_CHECKER = Caller.token("other", "finance-approver");
  private static final String BOTH = Caller.token("maker", "finance", "finance-approver");

  private static Stack stack;
  private static Simulator simulator;
  private static Node node;

  private final UUID candidate = UUID.randomUUID();
  private final UUID bill = UUID.randomUUID();

  @BeforeAll
  static void start() {
    stack = new Stack("refund_it");
    simulator = new Simulator(1_000);
    node =
        stack.node(
            simulator.settings(
                "ASK_INTERVAL_MS", "50", "REFUND_AGAIN_MS", "700", "PLATFORM_TIMEOUT_MS", "300"));
  }

  @AfterAll
  static void stop() {
    stack.close();
    simulator.close();
  }

  /** The reference of an attempt that was paid, the first or the second of its bill. */
  private String paid(String key) {
    JsonObject attempt = node.attempt(bill, key).json();
    simulator.payer(attempt.getString("address"), "pay");
    String reference = attempt.getString("reference");
    Stack.eventually(
        "recorded",
        () ->
            stack.count(
                    "SELECT count(*) FROM attempt WHERE state = 'succeeded' AND reference = '"
                        + reference
                        + "'")
                == 1);
    return reference;
  }

  private String paidTwice() {
    node.post("/v1/bills", Bodies.bill(bill, candidate, "BKA", 30_000, "QHI", 15_000)).expect(201);
    String first = node.attempt(bill, "key-00000000").text("address");
    String second = paid("key-00000002");
    assertEquals("settled", node.get("/v1/bills/" + bill).text("state"));
    simulator.payer(first, "pay");
    Stack.eventually("a case", () -> stack.count(cases("state = 'open'")) == 1);
    return second;
  }

  private String cases(String condition) {
    return "SELECT count(*) FROM refund WHERE "
        + condition
        + " AND reference IN (SELECT reference FROM attempt WHERE bill_id = '"
        + bill
        + "')";
  }

  private String theCase() {
    return stack.rows(cases("true").replace("count(*)", "id")).getFirst().getFirst();
  }

  private static Answer step(String token, String id, String step, JsonObject body) {
    return node.sendPost(token, "/v1/refunds/" + id + "/" + step, body).join();
  }

  private static Answer prepare(String id, int amount) {
    return step(MAKER, id, "preparation", new JsonObject().put("amount", amount));
  }

  private static Answer release(String token, String id) {
    return step(token, id, "release", new JsonObject());
  }

  private static void awaitState(String id, String state) {
    Stack.eventually(
        state, () -> node.get(CHECKER, "/v1/refunds/" + id).text("state").equals(state));
  }

  @Test
  void moneyPaidTwiceGoesBackOnceWhenTwoPeopleLetItGo() {
    paidTwice();
    String id = theCase();
    int before = simulator.refunds();
    release(CHECKER, id).expect(409, "refund-state");
    prepare(id, 45_001).expect(409, "more-than-there-is");
    prepare(id, 45_000).expect(200);
    prepare(id, 45_000).expect(200);
    release(BOTH, id).expect(409, "same-person");
    release(CHECKER, id).expect(200);
    release(CHECKER, id).expect(200);
    release(OTHER_CHECKER, id).expect(409, "refund-state");
    awaitState(id, "refunded");
    release(CHECKER, id).expect(200);
    assertEquals(before + 1, simulator.refunds());
    assertEquals(
        List.of("payment platform:vnpay refunds 45000", "refund refunds platform:vnpay 45000"),
        ledgerOfCase(id));
    assertEquals(
        List.of("bill-settled", "refund-opened", "refund-released", "refund-paid"),
        stack
            .rows(
                "SELECT type FROM event WHERE candidate_id = '" + candidate + "' ORDER BY position")
            .stream()
            .map(List::getFirst)
            .toList());
  }

  @Test
  void aPartGoesBackAndThenTheRestButNotMore() {
    paidTwice();
    String id = theCase();
    prepare(id, 20_000).expect(200);
    release(CHECKER, id).expect(200);
    awaitState(id, "refunded");
    String reference = node.get(MAKER, "/v1/refunds/" + id).text("reference");
    open(UUID.randomUUID(), reference, 25_001).expect(409, "more-than-there-is");
    UUID rest = UUID.randomUUID();
    open(rest, reference, 25_000).expect(201);
    open(rest, reference, 25_000).expect(200);
    release(CHECKER, rest.toString()).expect(200);
    awaitState(rest.toString(), "refunded");
    open(UUID.randomUUID(), reference, 1).expect(409, "more-than-there-is");
  }

  @Test
  void whatWasSentBackInSilenceIsFoundOutAndNotSentAgain() {
    paidTwice();
    String id = theCase();
    int before = simulator.refunds();
    prepare(id, 45_000).expect(200);
    simulator.always("refund-done-in-silence");
    release(CHECKER, id).expect(200);
    awaitState(id, "refunded");
    simulator.always();
    assertEquals(before + 1, simulator.refunds());
    assertEquals(2, ledgerOfCase(id).size());
  }

  @Test
  void whatGotLostIsSentAgainUnderTheSameIdOnTheSameDay() {
    paidTwice();
    String id = theCase();
    int before = simulator.refunds();
    prepare(id, 45_000).expect(200);
    simulator.always("refund-lost-in-silence");
    release(CHECKER, id).expect(200);
    Stack.eventually("sent", () -> stack.count(cases("requests > 1")) == 1);
    assertEquals("sent", node.get(MAKER, "/v1/refunds/" + id).text("state"));
    step(OTHER_CHECKER, id, "outcome", outcome(false)).expect(409, "refund-state");
    simulator.always();
    awaitState(id, "refunded");
    assertEquals(before + 1, simulator.refunds());
  }

  @Test
  void onTheNextDayOnlyAPersonDecides() {
    paidTwice();
    String id = theCase();
    prepare(id, 45_000).expect(200);
    simulator.always("refund-lost-in-silence");
    release(CHECKER, id).expect(200);
    Stack.eventually("sent", () -> stack.count(cases("requests > 0")) == 1);
    node.clock.shift(Duration.ofDays(1));
    try {
      awaitState(id, "unknown");
      long requests = stack.count(cases("true").replace("count(*)", "requests"));
      simulator.always();
      step(CHECKER, id, "outcome", outcome(false)).expect(409, "same-person");
      step(OTHER_CHECKER, id, "outcome", outcome(false)).expect(200);
      step(OTHER_CHECKER, id, "outcome", outcome(false)).expect(200);
      assertEquals("refused", node.get(MAKER, "/v1/refunds/" + id).text("state"));
      assertEquals(requests, stack.count(cases("true").replace("count(*)", "requests")));
    } finally {
      node.clock.shift(Duration.ZERO);
    }
    String reference = node.get(MAKER, "/v1/refunds/" + id).text("reference");
    UUID again = UUID.randomUUID();
    open(again, reference, 45_000).expect(201);
    release(CHECKER, again.toString()).expect(200);
    awaitState(again.toString(), "refunded");
  }

  @Test
  void theSurplusOfASettledBillIsTakenBackFromThoseItWasOwedTo() {
    node.post("/v1/bills", Bodies.bill(bill, candidate, "BKA", 30_000, "QHI", 15_000)).expect(201);
    String reference = paid("key-00000001");
    open(UUID.randomUUID(), reference, 15_000).expect(409, "wrong-lines");
    openByRegistration(UUID.randomUUID(), reference, "QHI", 15_001)
        .expect(409, "more-than-there-is");
    openByRegistration(UUID.randomUUID(), reference, "NTH", 1).expect(409, "more-than-there-is");
    UUID surplus = UUID.randomUUID();
    openByRegistration(surplus, reference, "QHI", 15_000).expect(201);
    openByRegistration(UUID.randomUUID(), reference, "QHI", 1).expect(409, "more-than-there-is");
    prepare(surplus.toString(), 14_000).expect(409, "wrong-lines");
    prepare(surplus.toString(), 15_000).expect(200);
    release(CHECKER, surplus.toString()).expect(200);
    awaitState(surplus.toString(), "refunded");
    assertEquals(
        List.of(
            "payment platform:vnpay institution:BKA 30000",
            "payment platform:vnpay institution:QHI 15000",
            "release institution:QHI refunds 15000",
            "refund refunds platform:vnpay 15000"),
        ledgerOfCase(surplus.toString()));
  }

  @Test
  void whatIsDismissedStaysAndWhatIsUnpaidHasNothingToSendBack() {
    paidTwice();
    String id = theCase();
    JsonObject note = new JsonObject().put("note", "settled in cash");
    step(CHECKER, id, "dismissal", note).expect(200);
    step(CHECKER, id, "dismissal", note).expect(200);
    prepare(id, 45_000).expect(409, "refund-state");
    UUID unpaid = UUID.randomUUID();
    node.post("/v1/bills", Bodies.bill(unpaid, UUID.randomUUID(), "BKA", 30_000)).expect(201);
    String reference = node.attempt(unpaid, "key-00000001").text("reference");
    open(UUID.randomUUID(), reference, 30_000).expect(409, "attempt-not-paid");
    open(UUID.randomUUID(), "0000000000000000", 30_000).expect(404, "attempt-unknown");
  }

  private static JsonObject outcome(boolean refunded) {
    return new JsonObject().put("refunded", refunded).put("note", "statement of the day");
  }

  private static JsonObject refund(UUID id, String reference, int amount) {
    return new JsonObject()
        .put("id", id.toString())
        .put("reference", reference)
        .put("amount", amount)
        .put("reason", "list-changed");
  }

  private static Answer open(UUID id, String reference, int amount) {
    return node.sendPost(MAKER, "/v1/refunds", refund(id, reference, amount)).join();
  }

  private static Answer openByRegistration(
      UUID id, String reference, String institution, int amount) {
    JsonArray lines =
        new JsonArray()
            .add(new JsonObject().put("institutionCode", institution).put("amount", amount));
    return node.post("/v1/refunds", refund(id, reference, amount).put("lines", lines));
  }

  private static List<String> ledgerOfCase(String id) {
    return stack
        .rows(
            """
            SELECT cause || ' ' || debit || ' ' || credit || ' ' || amount FROM ledger_entry
            WHERE reference = (SELECT reference FROM refund WHERE id = '%s') ORDER BY id
            """
                .formatted(id))
        .stream()
        .map(List::getFirst)
        .toList();
  }
}
