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
import java.util.stream.Stream;
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
    Stack.eventually("both institutions are told", () -> toldToInstitutions("payer") == 2);
    assertEquals("%PDF", device.get("/v1/me/bill/receipt").expect(200).body().substring(0, 4));
    device.get("/v1/me/bill/receipt?bill=" + java.util.UUID.randomUUID()).expect(404);
    JsonArray payments =
        device.get("/v1/me/bill/payments").expect(200).json().getJsonArray("payments");
    assertEquals("succeeded", payments.getJsonObject(0).getString("state"));
  }

  private static long toldToInstitutions(String subject) {
    return stack.count(
        "SELECT count(*) FROM application_change_each WHERE paid AND candidate_id = '%s'"
            .formatted(stack.candidate(subject)));
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
    adapter.refund(reference, "released");
    adapter.refund(reference, "paid");
    Stack.eventually("the candidate knows", () -> told(device, "refund-paid") == 1);
    assertEquals(
        FEE, standing(device).getJsonArray("refunds").getJsonObject(0).getLong("refunded"));
  }

  private static JsonObject refund(Device device) {
    JsonArray refunds = standing(device).getJsonArray("refunds");
    return refunds.isEmpty() ? new JsonObject() : refunds.getJsonObject(0);
  }

  /** The adapter tells of the next step of a refund, and the candidate sees it. */
  private static void step(Device device, String reference, String step) {
    adapter.refund(reference, step);
    Stack.eventually(step, () -> step.equals(refund(device).getString("state")));
    assertEquals(1, standing(device).getJsonArray("refunds").size());
    assertEquals(step.equals("paid") ? FEE : 0, refund(device).getLong("refunded"));
    assertEquals(FEE, refund(device).getLong("amount"));
  }

  @Test
  void aCandidateIsToldAtEachStepOfARefundAndSeesOneHoweverOftenItIsOpened() {
    Device device = filed("stepwise", "BKA/IT1");
    count();
    askForBill(device).expect(201);
    String second = startPayment(device, KEY).expect(201).text("reference");
    paid(device);
    adapter.pay(second);
    Stack.eventually("opened", () -> "opened".equals(refund(device).getString("state")));
    for (String step :
        List.of(
            "released",
            "refused",
            "opened",
            "released",
            "paid",
            "returned",
            "opened",
            "dismissed")) {
      step(device, second, step);
    }
    assertEquals("bill-settled-otherwise", refund(device).getString("reason"));
    Map<String, Long> expected =
        Map.of(
            "bill-paid", 1L,
            "refund-opened", 3L,
            "refund-released", 2L,
            "refund-paid", 1L,
            "refund-failed", 2L,
            "refund-dismissed", 1L);
    expected.forEach((kind, times) -> assertEquals(times, told(device, kind), kind));
  }

  @Test
  void whatWasDecidedOtherwiseStaysSettledAndIsNotOfferedAgainByItself() {
    for (String end : List.of("dismissed", "refused", "returned")) {
      Device device = filed("kept-" + end, "BKA/IT1", "QHI/CN1");
      count();
      askForBill(device).expect(201);
      String reference = paid(device);
      stack.openWindow();
      filed("kept-" + end, "BKA/IT1");
      count();
      askForBill(device).expect(201);
      Stack.eventually("opened", () -> "opened".equals(refund(device).getString("state")));
      step(device, reference, end);
      askForBill(device).expect(200);
      stack.openWindow();
      filed("kept-" + end, "BKA/IT1", "QHI/CN10");
      count();
      JsonObject next = bill(askForBill(device).expect(201));
      assertEquals(0, next.getLong("amount"), "it was paid, and the money stayed");
      step(device, reference, "opened");
      assertEquals(Map.of("QHI", FEE), lines(bill(askForBill(device).expect(201))));
      Stack.eventually("told", this::isTold);
      assertEquals(1, adapter.refundsOf(reference).size());
      stack.openWindow();
    }
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
  void whileTheAdapterIsAwayARepeatFindsTheSameBillAndTheSamePayment() {
    Device device = filed("patient", "BKA/IT1");
    count();
    adapter.away(true);
    Answer refused = askForBill(device).expect(503, "payments-unavailable");
    assertFalse(refused.header("Retry-After").isEmpty());
    JsonObject made = standing(device).getJsonObject("bill");
    adapter.away(false);
    adapter.loseAnswers(1);
    Stack.eventually("told", () -> askForBill(device).status() == 200);
    assertEquals(made, standing(device).getJsonObject("bill"));
    assertEquals(1, adapter.billsOf(stack.candidate("patient")).size());
    adapter.away(true);
    startPayment(device, KEY).expect(503, "payments-unavailable");
    adapter.away(false);
    adapter.loseAnswers(2);
    Stack.eventually("begun", () -> startPayment(device.at(b), KEY).status() < 300);
    Stack.eventually("here, too", () -> startPayment(device, KEY).status() == 200);
    Answer begun = startPayment(device, KEY).expect(200);
    assertEquals(1, adapter.attemptsOf(made.getString("id")).size());
    JsonObject other = new JsonObject().put("platform", "momo").put("language", "vi");
    device.post("/v1/me/bill/payments", KEY, other).expect(422, "key-reused");
    adapter.pay(begun.text("reference"));
    Stack.eventually("paid", () -> standing(device).getString("status").equals("paid"));
    assertEquals("succeeded", startPayment(device, KEY).expect(200).text("state"));
  }

  @Test
  void whoIsPaidForButAskedAgainGoesBackByItself() {
    Device device = filed("twice", "BKA/IT1");
    count();
    askForBill(device).expect(201);
    String second = startPayment(device, KEY).expect(201).text("reference");
    paid(device);
    adapter.pay(second);
    Stack.eventually("told", () -> told(device, "refund-opened") == 1);
    JsonObject refund = standing(device).getJsonArray("refunds").getJsonObject(0);
    assertEquals(second, refund.getString("paymentReference"));
    assertEquals("bill-settled-otherwise", refund.getString("reason"));
    assertEquals(FEE, refund.getLong("amount"));
    assertEquals(1, told(device, "bill-paid"));
  }

  @Test
  void eventsAreTakenInOnceAndInTheirOrderOnly() {
    Device device = filed("orderly", "BKA/IT1");
    Device other = filed("orderly-too", "BKA/IT1");
    count();
    askForBill(device).expect(201);
    askForBill(other).expect(201);
    String first = startPayment(device, KEY).expect(201).text("reference");
    String second = startPayment(other, KEY).expect(201).text("reference");
    long before = stack.count("SELECT position FROM payment_cursor");
    adapter.tell(all -> all.reversed());
    adapter.pay(first);
    adapter.pay(second);
    Stack.sleep(2_500);
    assertEquals(before, stack.count("SELECT position FROM payment_cursor"), "out of order");
    adapter.tell(
        all -> all.stream().flatMap(event -> Stream.generate(() -> event).limit(2)).toList());
    Stack.sleep(2_500);
    assertEquals(before, stack.count("SELECT position FROM payment_cursor"), "twice in a page");
    adapter.tell(all -> all);
    Stack.eventually("paid", () -> standing(other).getString("status").equals("paid"));
    assertEquals("paid", standing(device).getString("status"));
    stack.execute(
        "DELETE FROM outbox"); // nothing but the cursor keeps events from being told again
    assertEquals(1, told(device, "bill-paid"));
    assertEquals(
        stack.count("SELECT count(*) FROM payment_event"),
        stack.count("SELECT count(DISTINCT position) FROM payment_event"));
  }

  @Test
  void aPaymentWindowIsTheDepartmentsCanOpenEarlyAndCanBeHidden() {
    Device device = filed("punctual", "BKA/IT1");
    count();
    askForBill(device).expect(201);
    try {
      BillingWindows.movePayment(stack, 600, 3600, false, a, b);
      assertEquals("not-open", standing(device).getJsonObject("window").getString("status"));
      startPayment(device, KEY).expect(409, "payment-not-open");
      BillingWindows.movePayment(stack, -600, -1, false, a, b);
      startPayment(device, KEY).expect(409, "payment-closed");
      BillingWindows.movePayment(stack, -600, 3600, true, a, b);
      Stack.eventually("hidden", () -> startPayment(device, KEY).code().equals("payment-not-open"));
      new Registered("Lê Thị Giờ", "2008-05-05", "female", "001308111223")
          .recordedFor("punctual", stack);
      stack.execute(
          "UPDATE season_window SET opens_at = now() - interval '1 hour', closes_at = now() +"
              + " interval '1 hour' WHERE id = '2026-payment-01'");
      Stack.eventually("opened early", () -> startPayment(device, KEY).status() < 300);
      assertEquals("open", standing(device).getJsonObject("window").getString("status"));
    } finally {
      BillingWindows.openPayment(stack, a, b);
    }
  }

  @Test
  void whoHoldsALinkSeesTheAmountAndCanPayAndNothingElse() {
    Device device = filed("child", "BKA/IT1", "QHI/CN1");
    count();
    askForBill(device).expect(201);
    JsonObject none = new JsonObject();
    Answer link = device.post("/v1/me/bill/links", KEY, none).expect(201);
    assertEquals(link.json(), device.post("/v1/me/bill/links", KEY, none).expect(200).json());
    assertEquals(
        link.json(), device.get("/v1/me/bill/links").json().getJsonArray("links").getJsonObject(0));
    String path = "/v1/payment-links/" + link.text("token");
    JsonObject seen = Device.ask(a.port(), path).expect(200).json();
    assertEquals(Set.of("reference", "amount", "status", "platforms"), seen.fieldNames());
    assertEquals(JsonArray.of("vnpay"), seen.getJsonArray("platforms"));
    assertEquals(JsonArray.of("vnpay"), standing(device).getJsonArray("platforms"));
    assertEquals(2 * FEE, seen.getLong("amount"));
    assertEquals(
        standing(device).getJsonObject("bill").getString("reference"), seen.getString("reference"));
    Device stranger = new Device("relative", link.text("token"), a.port());
    stranger.get("/v1/me/bill").expect(401);
    for (int at : List.of(0, 20, 41)) {
      Device.ask(a.port(), "/v1/payment-links/" + withAnother(link.text("token"), at))
          .expect(404, "link-unknown");
    }
    a.of("somebody").delete("/v1/me/bill/links/" + link.id()).expect(404, "link-unknown");
    String reference = pay(path, KEY).expect(201).text("reference");
    assertEquals(reference, pay(path, KEY).expect(200).text("reference"));
    device.delete("/v1/me/bill/links/" + link.id()).expect(204);
    pay(path, KEY + "-2").expect(410, "link-over");
    Device.ask(a.port(), path).expect(410, "link-over");
    adapter.pay(reference);
    Stack.eventually("paid", () -> standing(device).getString("status").equals("paid"));
    device.post("/v1/me/bill/links", KEY + "-2", none).expect(409, "bill-paid");
  }

  private static String withAnother(String token, int at) {
    return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
  }

  /** Platforms want to know who pays; of a node behind a proxy that is not the proxy. */
  @Test
  void theAdapterIsToldFromWherePayersComeAsOurProxySays() {
    Node behind =
        stack.node(
            "PAYMENT_ADAPTER_URL",
            adapter.address(),
            "TRUSTED_PROXIES",
            "127.0.0.1",
            "PAYMENT_PLATFORMS",
            "momo,vnpay");
    Device device = filed("proxied", "BKA/IT1");
    count();
    String id = bill(askForBill(device).expect(201)).getString("id");
    payFrom(device, KEY + "-open").expect(201);
    payFrom(device.at(behind), KEY + "-behind").expect(201);
    assertEquals(
        List.of("127.0.0.1", "203.0.113.7"),
        adapter.attemptsOf(id).stream().map(one -> one.getString("payerAddress")).toList());
    assertEquals(
        JsonArray.of("momo", "vnpay"), standing(device.at(behind)).getJsonArray("platforms"));
    stack.stop(behind);
  }

  private static Answer payFrom(Device device, String key) {
    return device.post(
        "/v1/me/bill/payments",
        key,
        new JsonObject().put("platform", "vnpay").put("language", "vi"),
        "X-Forwarded-For",
        "203.0.113.7");
  }

  /** As somebody who is not signed in. */
  private static Answer pay(String link, String key) {
    return Device.tell(
        a.port(),
        link + "/payments",
        key,
        new JsonObject().put("platform", "vnpay").put("language", "en"));
  }

  @Test
  void whoeverHoldsALinkCannotUseUpTheCandidatesOwnAttempts() {
    Device device = filed("flooded", "BKA/IT1");
    count();
    askForBill(device).expect(201);
    Answer link = device.post("/v1/me/bill/links", KEY, new JsonObject()).expect(201);
    String path = "/v1/payment-links/" + link.text("token");
    List<Integer> answers =
        IntStream.range(0, 55).map(i -> pay(path, KEY + i).status()).boxed().toList();
    assertEquals(50, answers.stream().filter(status -> status == 201).count());
    assertEquals(5, answers.stream().filter(status -> status == 409).count());
    startPayment(device, KEY).expect(201);
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
    merge("other-account", "one-account");
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

  /** Operators found out that they are one person. */
  private static void merge(String merged, String into) {
    stack.execute(
        """
        WITH decided AS (
          INSERT INTO proposal (kind, content, note, proposed_by, idempotency_key) VALUES ('merge-candidates', '{}', '', uuidv7(), 'it')
          RETURNING id)
        INSERT INTO candidate_merge (merged_id, into_id, effective_at, proposal_id)
        SELECT '%s', '%s', now() - interval '1 second', id FROM decided
        """
            .formatted(stack.candidate(merged), stack.candidate(into)));
  }

  @Test
  void ofTwoAccountsThatBothHaveToPayTheOneWhoseBillGivesWayIsNotPaidByThat() {
    Device one = filed("first-account", "BKA/IT1");
    Device other = filed("second-account", "QHI/CN1", "QHI/CN10");
    count();
    askForBill(one).expect(201);
    JsonObject owed = bill(askForBill(other).expect(201));
    merge("second-account", "first-account");
    Stack.eventually("they are one", () -> standing(one).getJsonArray("earlier").size() == 1);
    assertEquals(owed, bill(askForBill(one).expect(200)));
    String settledForNothing =
        "SELECT count(*) FROM payment_event WHERE amount = 0 AND candidate_id = '%s'"
            .formatted(stack.candidate("first-account"));
    Stack.eventually("the other bill gave way", () -> stack.count(settledForNothing) == 1);
    assertEquals("to-pay", standing(one).getString("status"));
    assertEquals(owed, bill(askForBill(one).expect(200)));
    String toldToInstitutions =
        "SELECT count(*) FROM application_payment WHERE candidate_id = '%s'"
            .formatted(stack.candidate("second-account"));
    assertEquals(0, stack.count(toldToInstitutions));
    paid(one);
    assertEquals(1, stack.count(toldToInstitutions));
  }

  @Test
  void whoHoldsALinkPaysInTheTimeOfTheDepartmentThatOnlyAnotherAccountNames() {
    Device device = filed("grown-up", "BKA/IT1");
    count();
    askForBill(device).expect(201);
    String token = device.post("/v1/me/bill/links", KEY, new JsonObject()).text("token");
    stack.execute(
        """
        INSERT INTO current_filing (candidate_id, kind, last_order_us, order_us, partition, seq, content, department_code)
        VALUES ('%s', 2, 1, 1, 0, 1, '', '01')
        """
            .formatted(stack.candidate("entered-by-the-school")));
    merge("entered-by-the-school", "grown-up");
    try {
      stack.execute(
          "UPDATE season_window SET opens_at = now() - interval '1 hour', closes_at = now() +"
              + " interval '1 hour' WHERE id = '2026-payment-01'");
      BillingWindows.movePayment(stack, -600, -1, false, a, b);
      Stack.eventually("their time", () -> startPayment(device, KEY).status() == 201);
      pay("/v1/payment-links/" + token, KEY).expect(201);
    } finally {
      BillingWindows.openPayment(stack, a, b);
    }
  }

  private boolean isTold() {
    return stack.count("SELECT count(*) FROM bill WHERE to_tell") == 0;
  }
}
