package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Refunds: two people, once, and nothing guessed. */
class RefundIT {
  private static final String MAKER = Caller.token("maker", "finance");
  private static final String CHECKER = Caller.token("checker", "finance-approver");
  private static final String OTHER_CHECKER = Caller.token("other", "finance-approver");
  private static final String BOTH = Caller.token("maker", "finance", "finance-approver");

  private static final AtomicLong NUMBERS = new AtomicLong(99_000_000);

  private static Duration ahead;
  private static Stack stack;
  private static Simulator simulator;
  private static Node node;

  private final UUID candidate = UUID.randomUUID();
  private final UUID bill = UUID.randomUUID();

  @BeforeAll
  static void start() {
    ahead = ShiftedClock.pastMidnight();
    stack = new Stack("refund_it");
    simulator = new Simulator(1_000, ahead);
    node =
        stack.node(
            simulator.settings(
                "ASK_INTERVAL_MS", "50",
                "REFUND_AGAIN_MS", "6000",
                "PLATFORM_TIMEOUT_MS", "5000")); // as long a platform is silent here
    node.clock.shift(ahead);
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
    node.clock.shift(ahead.plusDays(1));
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
      node.clock.shift(ahead);
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

  /** What registration is told of this refund, in order. */
  private static List<String> told(String id) {
    return stack
        .rows("SELECT type FROM event WHERE refund_id = '" + id + "' ORDER BY position")
        .stream()
        .map(List::getFirst)
        .toList();
  }

  private static JsonObject note(String note) {
    return new JsonObject().put("note", note);
  }

  /** The reference of what settled a bill of somebody else. */
  private static String another() {
    JsonObject attempt = attemptOfAnother();
    simulator.payer(attempt.getString("address"), "pay");
    String reference = attempt.getString("reference");
    String paid =
        "SELECT count(*) FROM attempt WHERE state = 'succeeded' AND reference = '%s'"
            .formatted(reference);
    Stack.eventually("recorded", () -> stack.count(paid) == 1);
    return reference;
  }

  private static JsonObject attemptOfAnother() {
    UUID bill = UUID.randomUUID();
    node.post("/v1/bills", Bodies.bill(bill, UUID.randomUUID(), "BKA", 30_000)).expect(201);
    return node.attempt(bill, "key-00000001").json();
  }

  @Test
  void ofABatchEachIsReleasedByItselfAndWhatIsWrongWithOneKeepsNoneBack() {
    List<UUID> good = List.of(UUID.randomUUID(), UUID.randomUUID());
    for (UUID id : good) {
      openByRegistration(id, another(), "BKA", 30_000).expect(201);
      prepare(id.toString(), 30_000).expect(200);
    }
    UUID open = UUID.randomUUID();
    openByRegistration(open, another(), "BKA", 30_000).expect(201);
    UUID nobody = UUID.randomUUID();
    JsonObject all =
        new JsonObject()
            .put(
                "ids",
                new JsonArray()
                    .add(good.getFirst().toString())
                    .add(open.toString())
                    .add(nobody.toString())
                    .add(good.getLast().toString()));
    List<String> asMaker = List.of("same-person", "refund-state", "refund-unknown", "same-person");
    assertEquals(asMaker, results(BOTH, all));
    assertEquals(List.of(), told(good.getFirst().toString()).stream().skip(1).toList());
    assertEquals(
        List.of("released", "refund-state", "refund-unknown", "released"), results(CHECKER, all));
    good.forEach(id -> awaitState(id.toString(), "refunded"));
    assertEquals("open", node.get(MAKER, "/v1/refunds/" + open).text("state"));
    good.forEach(id ->
        assertEquals(
            List.of("refund-opened", "refund-released", "refund-paid"), told(id.toString())));
  }

  /** State or code of each, in the order in which they were named. */
  private static List<String> results(String token, JsonObject ids) {
    JsonArray results =
        node.sendPost(token, "/v1/refunds/releases", ids)
            .join()
            .expect(200)
            .json()
            .getJsonArray("results");
    return IntStream.range(0, results.size())
        .mapToObj(results::getJsonObject)
        .map(one -> one.getString("code", one.getString("state")))
        .toList();
  }

  @Test
  void whatThePlatformRefusesIsTheInstitutionsAgainAndCanBeOpenedAgain() throws IOException {
    AtomicInteger silent = new AtomicInteger();
    HttpServer refusing =
        VnpaySays.platform(request -> {
          boolean isRefund = request.getString("vnp_Command").equals("refund");
          String answer = refusal(request, isRefund);
          return isRefund && silent.getAndDecrement() > 0 ? Optional.empty() : Optional.of(answer);
        });
    Stack ours = stack;
    Node before = node;
    stack = new Stack("refund_refused_it");
    try {
      node =
          stack.node(
              "VNPAY_API_URL", VnpaySays.address(refusing),
              "ASK_INTERVAL_MS", "50",
              "REFUND_AGAIN_MS", "10000",
              "PLATFORM_TIMEOUT_MS", "5000");
      node.clock.shift(ahead);
      assertRefused("95", Optional.empty());
      silent.set(1);
      assertRefused("09", Optional.empty());
      String first = assertRefused("95", Optional.empty());
      String again = assertRefused("95", Optional.of(first));
      assertEquals(
          List.of(
              "refund-opened",
              "refund-released",
              "refund-refused",
              "refund-opened",
              "refund-released",
              "refund-refused"),
          told(first));
      assertEquals(first, node.get(MAKER, "/v1/refunds/" + again).text("origin"));
    } finally {
      stack.close();
      stack = ours;
      node = before;
      refusing.stop(0);
    }
  }

  /** Of the refunding of a settled bill, or of this refund anew; answers its id. */
  private String assertRefused(String code, Optional<String> again) {
    String reference =
        again.map(first -> node.get(MAKER, "/v1/refunds/" + first).text("reference")).orElse("");
    UUID id = UUID.randomUUID();
    if (again.isEmpty()) {
      reference = attemptOfAnother().getString("reference");
      String paid = VnpaySays.paid(reference, 30_000, Long.toString(NUMBERS.incrementAndGet()));
      assertEquals("00", node.ask(paid).join().text("RspCode"));
      openByRegistration(id, reference, "BKA", 20_000).expect(201);
      prepare(id.toString(), 20_000).expect(200);
    } else {
      JsonObject body =
          refund(id, reference, 20_000)
              .put("again", again.get())
              .put("lines", lines("BKA", 20_000));
      node.sendPost(MAKER, "/v1/refunds", body).join().expect(201);
      node.sendPost(MAKER, "/v1/refunds", body.copy().put("id", UUID.randomUUID().toString()))
          .join()
          .expect(409, "more-than-there-is");
    }
    release(CHECKER, id.toString()).expect(200);
    awaitState(id.toString(), "refused");
    Answer refused = node.get(MAKER, "/v1/refunds/" + id).expect(200);
    assertEquals(code, refused.text("resultCode"));
    assertEquals("system", refused.text("decidedBy"));
    List<String> entries = ledgerOfCase(id.toString());
    assertEquals(
        List.of("release institution:BKA refunds 20000", "reversal refunds institution:BKA 20000"),
        entries.subList(entries.size() - 2, entries.size()));
    return id.toString();
  }

  /** Says that the order cannot be refunded; asked, that its refund was rejected. */
  private static String refusal(JsonObject request, boolean isRefund) {
    JsonObject answer =
        new JsonObject()
            .put("vnp_ResponseCode", isRefund ? "95" : "00")
            .put("vnp_TmnCode", "BAODANH1")
            .put("vnp_TxnRef", request.getString("vnp_TxnRef"))
            .put("vnp_Amount", "2000000")
            .put("vnp_TransactionType", "03")
            .put("vnp_TransactionStatus", "09");
    return VnpaySays.answer(answer, !isRefund);
  }

  @Test
  void whatDidNotReachThePayerIsOwedAgainAndCanBeOpenedAgain() {
    String reference = another();
    String id = UUID.randomUUID().toString();
    openByRegistration(UUID.fromString(id), reference, "BKA", 10_000).expect(201);
    prepare(id, 10_000).expect(200);
    JsonObject closed = note("account closed");
    step(OTHER_CHECKER, id, "return", closed).expect(409, "refund-state");
    release(CHECKER, id).expect(200);
    awaitState(id, "refunded");
    JsonObject anew =
        refund(UUID.randomUUID(), reference, 10_000)
            .put("again", id)
            .put("lines", lines("BKA", 10_000));
    node.sendPost(MAKER, "/v1/refunds", anew).join().expect(409);
    step(CHECKER, id, "return", closed).expect(409, "same-person");
    step(OTHER_CHECKER, id, "return", closed).expect(200);
    step(OTHER_CHECKER, id, "return", closed).expect(200);
    assertEquals("returned", node.get(MAKER, "/v1/refunds/" + id).text("state"));
    assertEquals(
        List.of(
            "payment platform:vnpay institution:BKA 30000",
            "release institution:BKA refunds 10000",
            "refund refunds platform:vnpay 10000",
            "return platform:vnpay refunds 10000",
            "reversal refunds institution:BKA 10000"),
        ledgerOfCase(id));
    node.sendPost(
            MAKER,
            "/v1/refunds",
            anew.copy().put("lines", lines("BKA", 9_999)).put("amount", 9_999))
        .join()
        .expect(409, "wrong-lines");
    node.sendPost(MAKER, "/v1/refunds", anew).join().expect(201);
    node.sendPost(MAKER, "/v1/refunds", anew).join().expect(200);
    release(CHECKER, anew.getString("id")).expect(200);
    awaitState(anew.getString("id"), "refunded");
    assertEquals(
        List.of(
            "refund-opened",
            "refund-released",
            "refund-paid",
            "refund-returned",
            "refund-opened",
            "refund-released",
            "refund-paid"),
        told(id));
    assertEquals(List.of(), told(anew.getString("id")));
  }

  @Test
  void registrationIsToldThatARefundWasDismissed() {
    paidTwice();
    String id = theCase();
    step(CHECKER, id, "dismissal", note("settled in cash")).expect(200);
    step(CHECKER, id, "dismissal", note("settled in cash")).expect(200);
    assertEquals(List.of("refund-opened", "refund-dismissed"), told(id));
    JsonArray events = node.get("/v1/events?limit=1000").json().getJsonArray("events");
    JsonObject last =
        IntStream.range(0, events.size())
            .mapToObj(events::getJsonObject)
            .filter(event -> id.equals(event.getString("refundId")))
            .toList()
            .getLast();
    assertEquals("refund-dismissed", last.getString("type"));
    assertEquals(45_000, last.getLong("amount"));
    assertEquals(candidate.toString(), last.getString("candidateId"));
    assertEquals(bill.toString(), last.getString("billId"));
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
    JsonObject body = refund(id, reference, amount).put("lines", lines(institution, amount));
    return node.post("/v1/refunds", body);
  }

  private static JsonArray lines(String institution, int amount) {
    return new JsonArray()
        .add(new JsonObject().put("institutionCode", institution).put("amount", amount));
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
