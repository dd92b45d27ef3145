package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.filing.Micros;

/**
 * A bill is the frozen list's chargeable preferences times the season's fee, made behind the
 * recorded-through mark; it never changes (invariant 6). Two nodes, a fake of the payment adapter.
 */
class BillIT {
  private static final long FEE = 15_000;
  private static final String KEY = "key-00000001";

  private static Stack stack;
  private static FakeAdapter adapter;
  private static Node a;
  private static Node b;
  private static int keys;

  @BeforeAll
  static void start() {
    stack = new Stack("bill_it");
    adapter = new FakeAdapter(stack);
    String[] settings = {"PAYMENT_ADAPTER_URL", adapter.address(), "PAYMENT_TIMEOUT_MS", "1000"};
    a = stack.node(settings);
    b = stack.node(settings);
    BillingWindows.openPayment(stack, a, b);
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @AfterEach
  void backToNormal() {
    adapter.away(false);
    adapter.tell(all -> all);
    stack.openWindow();
  }

  /** Files a list and waits until it counts. */
  private static Device filed(String subject, String... references) {
    Device device = a.of(subject);
    long version = device.current().version();
    Answer kept = device.file("key-" + ++keys + "-filed", version, Lists.of(references));
    stack.awaitRecordedOnce(List.of(kept.expect(202)));
    return device;
  }

  /** Closes the window long enough ago, and waits for the mark. */
  private static void count() {
    Instant closes = stack.moveWindow(-3600, -16);
    Stack.eventually(
        "the mark",
        () ->
            stack.count(
                    "SELECT count(*) FROM window_drained WHERE closes_us = " + Micros.of(closes))
                == 4);
  }

  private static Answer askForBill(Device device) {
    return device.post("/v1/me/bill");
  }

  private static JsonObject bill(Answer answer) {
    return answer.json().getJsonObject("bill");
  }

  private static JsonObject standing(Device device) {
    return device.get("/v1/me/bill").expect(200).json();
  }

  private static Map<String, Long> lines(JsonObject bill) {
    return bill.getJsonArray("lines").stream()
        .map(JsonObject.class::cast)
        .collect(
            Collectors.toMap(
                line -> line.getString("institutionCode"),
                line -> line.getLong("amount"),
                Long::sum,
                TreeMap::new));
  }

  private static Answer startPayment(Device device, String key) {
    return device.post(
        "/v1/me/bill/payments",
        key,
        new JsonObject().put("platform", "vnpay").put("language", "vi"));
  }

  /** Pays the bill that is open, and waits until that is known; answers the payment's reference. */
  private static String paid(Device device) {
    String reference = startPayment(device, KEY + ++keys).expect(201).text("reference");
    adapter.pay(reference);
    Stack.eventually("paid", () -> standing(device).getString("status").equals("paid"));
    return reference;
  }

  @Test
  void aBillIsMadeBehindTheMarkOnlyAndIsTheListTimesTheFee() {
    Device device = filed("marked", "BKA/IT1", "QHI/CN1", "BKA/IT2");
    assertTrue(
        Instant.parse(askForBill(device).expect(409, "preferences-open").text("closes"))
            .isAfter(Instant.now()));
    stack.moveWindow(-3600, -13);
    Answer early = askForBill(device).expect(409, "still-counting");
    assertFalse(early.header("Retry-After").isEmpty());
    assertEquals("none", standing(device).getString("status"));
    assertEquals(List.of(), adapter.billsOf(stack.candidate("marked")));
    Stack.eventually("the mark", () -> askForBill(device).status() != 409);
    JsonObject bill = bill(askForBill(device).expect(200));
    assertEquals(3 * FEE, bill.getLong("amount"));
    assertEquals(3, bill.getInteger("preferences"));
    assertEquals(FEE, bill.getLong("fee"));
    assertEquals("2026.1", bill.getString("rulesVersion"));
    assertEquals(Map.of("BKA", 2 * FEE, "QHI", FEE), lines(bill));
    assertEquals(device.current().text("filingId"), bill.getString("filingId"));
    assertEquals(bill.getJsonArray("lines"), adapter.bill(bill.getString("id")).getValue("lines"));
    assertTrue(standing(device).getBoolean("countsTheListOnFile"));
  }

  @Test
  void whoHasFiledNothingHasNoBillAndWhoHasAFilingSetAsideWaits() {
    Device nobody = a.of("nobody");
    Device unlucky = filed("unlucky", "BKA/IT1");
    stack.execute(
        "INSERT INTO filing_set_aside (partition, entry_id, candidate_id, entry, fault) VALUES (0,"
            + " 'of-unlucky', '%s', '', 'no row takes it')".formatted(stack.candidate("unlucky")));
    count();
    askForBill(nobody).expect(409, "nothing-filed");
    askForBill(unlucky).expect(409, "still-counting");
    startPayment(unlucky, KEY).expect(409, "bill-missing");
  }

  @Test
  void twentyWhoAskAtOnceOnTwoNodesGetOneBill() {
    Device device = filed("hurried", "BKA/IT1", "QHI/CN1");
    count();
    List<CompletableFuture<Answer>> asked =
        IntStream.range(0, 20)
            .mapToObj(i -> device.at(i % 2 == 0 ? a : b))
            .map(one -> CompletableFuture.supplyAsync(() -> askForBill(one)))
            .toList();
    List<Answer> answers = asked.stream().map(CompletableFuture::join).toList();
    assertEquals(1, answers.stream().filter(answer -> answer.status() == 201).count());
    assertEquals(19, answers.stream().filter(answer -> answer.status() == 200).count());
    assertEquals(
        1, answers.stream().map(answer -> bill(answer).getString("id")).distinct().count());
    assertEquals(1, adapter.billsOf(stack.candidate("hurried")).size());
  }

  @Test
  void whatABillAsksForCannotBeChangedByTheServiceItself() throws SQLException {
    Device device = filed("fixed", "BKA/IT1");
    count();
    askForBill(device).expect(201);
    try (Connection db = stack.connect("registration")) {
      for (String change :
          List.of("amount = 0", "amounts = '{}'", "fee = 1", "preferences = 0", "list_seq = 1")) {
        assertThrows(
            SQLException.class,
            () -> db.createStatement().execute("UPDATE bill SET " + change),
            change);
      }
      assertThrows(SQLException.class, () -> db.createStatement().execute("DELETE FROM bill"));
    }
  }

  @Test
  void whatIsPaidIsSaidWithItsTimeAndToldOnce() {
    Device device = filed("payer", "BKA/IT1", "QHI/CN1");
    count();
    assertFalse(device.current().json().containsKey("paidAt"));
    askForBill(device).expect(201);
    String reference = paid(device);
    JsonObject bill = standing(device).getJsonObject("bill");
    assertEquals(reference, bill.getString("paymentReference"));
    assertEquals("vnpay", bill.getString("platform"));
    assertEquals(bill.getString("paidAt"), device.current().text("paidAt"));
    startPayment(device, KEY + "-again").expect(409, "bill-paid");
    assertEquals(1, told(device, "bill-paid"));
    assertEquals("%PDF", device.get("/v1/me/bill/receipt").expect(200).body().substring(0, 4));
    device.get("/v1/me/bill/receipt?bill=" + java.util.UUID.randomUUID()).expect(404);
    JsonArray payments =
        device.get("/v1/me/bill/payments").expect(200).json().getJsonArray("payments");
    assertEquals("succeeded", payments.getJsonObject(0).getString("state"));
  }

  private static long told(Device device, String kind) {
    return device.get("/v1/me/messages").expect(200).json().getJsonArray("messages").stream()
        .map(JsonObject.class::cast)
        .filter(message -> message.getString("kind").equals(kind))
        .count();
  }

  @Test
  void aListThatGrewAfterItWasPaidIsBilledForWhatIsMissing() {
    Device device = filed("grows", "BKA/IT1", "QHI/CN1");
    count();
    askForBill(device).expect(201);
    paid(device);
    stack.openWindow();
    filed("grows", "BKA/IT1", "BKA/IT2", "QHI/CN1", "KHA/7310104");
    askForBill(device).expect(409, "preferences-open");
    count();
    assertFalse(standing(device).getBoolean("countsTheListOnFile"));
    assertFalse(device.current().json().containsKey("paidAt"), "this list is not paid");
    JsonObject next = bill(askForBill(device).expect(201));
    assertEquals(Map.of("BKA", FEE, "KHA", FEE), lines(next));
    assertEquals(2, next.getInteger("number"));
    paid(device);
    assertTrue(device.current().json().containsKey("paidAt"));
    assertEquals(0, standing(device).getJsonArray("refunds").size());
    assertEquals(2, told(device, "bill-paid"));
  }

  @Test
  void ofAListThatShrankAfterItWasPaidTheSurplusGoesBackByItself() {
    Device device = filed("shrinks", "BKA/IT1", "QHI/CN1", "QHI/CN10");
    count();
    askForBill(device).expect(201);
    String reference = paid(device);
    stack.openWindow();
    filed("shrinks", "BKA/IT1", "QHI/CN1");
    count();
    JsonObject next = bill(askForBill(device).expect(201));
    assertEquals(0, next.getLong("amount"));
    assertEquals("paid", next.getString("status"));
    assertTrue(device.current().json().containsKey("paidAt"));
    Stack.eventually("a refund is opened", () -> told(device, "refund-opened") == 1);
    JsonObject refund = adapter.refundsOf(reference).getFirst();
    assertEquals(FEE, refund.getLong("amount"));
    assertEquals(Map.of("QHI", FEE), lines(refund));
    assertEquals("list-changed", refund.getString("reason"));
    bill(askForBill(device).expect(200));
    assertEquals(1, adapter.refundsOf(reference).size());
    adapter.refunded(reference, FEE);
    Stack.eventually("the candidate knows", () -> told(device, "refund-paid") == 1);
    assertEquals(
        FEE, standing(device).getJsonArray("refunds").getJsonObject(0).getLong("refunded"));
  }

  @Test
  void whatIsChosenInTheSamePlacesCostsNothingMoreAndElsewhereIsPaidThereAndGivenBackHere() {
    Device device = filed("equal", "BKA/IT1", "QHI/CN1");
    count();
    askForBill(device).expect(201);
    String reference = paid(device);
    stack.openWindow();
    filed("equal", "QHI/CN10", "BKA/IT2");
    count();
    JsonObject same = bill(askForBill(device).expect(201));
    assertEquals(0, same.getLong("amount"));
    assertEquals("paid", same.getString("status"));
    stack.openWindow();
    filed("equal", "QHI/CN10", "KHA/7310104");
    count();
    JsonObject other = bill(askForBill(device).expect(201));
    assertEquals(Map.of("KHA", FEE), lines(other));
    Stack.eventually("a refund is opened", () -> !adapter.refundsOf(reference).isEmpty());
    assertEquals(Map.of("BKA", FEE), lines(adapter.refundsOf(reference).getFirst()));
  }

  @Test
  void aLatePaymentOfAReplacedBillSettlesTheNextOneIfItIsAsMuch() {
    Device device = filed("late", "BKA/IT1", "QHI/CN1");
    count();
    String first = bill(askForBill(device).expect(201)).getString("id");
    String reference = startPayment(device, KEY).expect(201).text("reference");
    stack.openWindow();
    startPayment(device, KEY + "-open").expect(409, "preferences-open");
    filed("late", "BKA/IT2", "KHA/7310104");
    count();
    startPayment(device, KEY + "-old").expect(409, "bill-outdated");
    JsonObject next = bill(askForBill(device).expect(201));
    assertEquals(next.getString("id"), adapter.bill(first).getString("supersededBy"));
    adapter.pay(reference);
    Stack.eventually("paid", () -> standing(device).getString("status").equals("paid"));
    assertEquals(next.getString("id"), standing(device).getJsonObject("bill").getString("id"));
  }

  @Test
  void aPaymentThatIsNotKnownYetWhenTheNextBillIsMadeCounts() {
    Device device = filed("crossed", "BKA/IT1");
    count();
    String first = bill(askForBill(device).expect(201)).getString("id");
    String reference = startPayment(device, KEY).expect(201).text("reference");
    stack.openWindow();
    filed("crossed", "BKA/IT1", "QHI/CN1");
    count();
    adapter.tell(all -> List.of());
    adapter.pay(reference);
    askForBill(device).expect(409, "payment-being-recorded");
    assertEquals(1, adapter.billsOf(stack.candidate("crossed")).size());
    adapter.tell(all -> all);
    Stack.eventually("it is known", () -> askForBill(device).status() != 409);
    JsonObject standing = standing(device);
    assertEquals(Map.of("QHI", FEE), lines(standing.getJsonObject("bill")));
    assertEquals(
        Set.of(first + " paid"),
        standing.getJsonArray("earlier").stream()
            .map(JsonObject.class::cast)
            .filter(bill -> !bill.getString("status").equals("replaced"))
            .map(bill -> bill.getString("id") + " " + bill.getString("status"))
            .collect(Collectors.toSet()));
    paid(device);
    assertEquals(2, told(device, "bill-paid"));
  }

  @Test
  void twoAccountsThatAreOnePersonHaveOneBill() {
    Device one = filed("one-account", "BKA/IT1");
    Device other = filed("other-account", "QHI/CN1", "QHI/CN10");
    count();
    askForBill(one).expect(201);
    String paidBefore = paid(one);
    askForBill(other).expect(201);
    String open = startPayment(other, KEY).expect(201).text("reference");
    stack.execute(
        """
        INSERT INTO proposal (kind, content, note, proposed_by, idempotency_key) VALUES ('merge-candidates', '{}', '', uuidv7(), 'it');
        INSERT INTO candidate_merge (merged_id, into_id, effective_at, proposal_id)
        SELECT '%s', '%s', now() - interval '1 second', id FROM proposal
        """
            .formatted(stack.candidate("other-account"), stack.candidate("one-account")));
    Stack.eventually("they are one", () -> standing(one).getJsonArray("earlier").size() == 1);
    JsonObject bill = bill(askForBill(one));
    assertEquals(bill, bill(askForBill(other).expect(200)));
    assertEquals(Map.of("QHI", 2 * FEE), lines(bill));
    Stack.eventually("what the other list took goes back", this::isTold);
    Stack.eventually("a refund", () -> !adapter.refundsOf(paidBefore).isEmpty());
    adapter.pay(open);
    Stack.eventually("paid", () -> standing(one).getString("status").equals("paid"));
    assertEquals(standing(one), standing(other));
    assertEquals(200, askForBill(one).status());
    assertEquals(1, adapter.refundsOf(paidBefore).size());
  }

  private boolean isTold() {
    return stack.count("SELECT count(*) FROM bill WHERE to_tell") == 0;
  }
}
