package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static vn.baodanh.registration.Billing.FEE;
import static vn.baodanh.registration.Billing.KEY;
import static vn.baodanh.registration.Billing.askForBill;
import static vn.baodanh.registration.Billing.bill;
import static vn.baodanh.registration.Billing.lines;
import static vn.baodanh.registration.Billing.refund;
import static vn.baodanh.registration.Billing.standing;
import static vn.baodanh.registration.Billing.startPayment;
import static vn.baodanh.registration.Billing.told;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists that are counted and do not change: each has one bill, which is paid once. */
class CountedBillIT {
  private static Billing billing;

  @BeforeAll
  static void start() {
    billing = new Billing("counted_bill_it");
    billing.filed("unlucky", "BKA/IT1");
    billing.filed("hurried", "BKA/IT1", "QHI/CN1");
    billing.filed("payer", "BKA/IT1", "QHI/CN1");
    billing.filed("stepwise", "BKA/IT1");
    billing.filed("patient", "BKA/IT1");
    billing.filed("twice", "BKA/IT1");
    billing.filed("orderly", "BKA/IT1");
    billing.filed("orderly-too", "BKA/IT1");
    billing.filed("punctual", "BKA/IT1");
    billing.filed("one-account", "BKA/IT1");
    billing.filed("other-account", "QHI/CN1", "QHI/CN10");
    billing.filed("first-account", "BKA/IT1");
    billing.filed("second-account", "QHI/CN1", "QHI/CN10");
    billing.count();
  }

  @AfterAll
  static void stop() {
    billing.close();
  }

  @AfterEach
  void backToNormal() {
    billing.backToNormal();
  }

  @Test
  void whoHasFiledNothingHasNoBillAndWhoHasAFilingSetAsideWaits() {
    Device nobody = billing.a.of("nobody");
    Device unlucky = billing.a.of("unlucky");
    billing.stack.execute(
        "INSERT INTO filing_set_aside (partition, entry_id, candidate_id, entry, fault) VALUES (0,"
            + " 'of-unlucky', '%s', '', 'no row takes it')"
                .formatted(billing.stack.candidate("unlucky")));
    askForBill(nobody).expect(409, "nothing-filed");
    askForBill(unlucky).expect(409, "still-counting");
    startPayment(unlucky, KEY).expect(409, "bill-missing");
  }

  @Test
  void twentyWhoAskAtOnceOnTwoNodesGetOneBill() {
    Device device = billing.a.of("hurried");
    List<CompletableFuture<Answer>> asked =
        IntStream.range(0, 20)
            .mapToObj(i -> device.at(i % 2 == 0 ? billing.a : billing.b))
            .map(one -> CompletableFuture.supplyAsync(() -> askForBill(one)))
            .toList();
    List<Answer> answers = asked.stream().map(CompletableFuture::join).toList();
    List<Integer> statuses = answers.stream().map(Answer::status).sorted().toList();
    assertEquals(Collections.nCopies(19, 200), statuses.subList(0, 19));
    assertEquals(201, statuses.getLast());
    assertEquals(
        1, answers.stream().map(answer -> bill(answer).getString("id")).distinct().count());
    assertEquals(1, billing.adapter.billsOf(billing.stack.candidate("hurried")).size());
  }

  @Test
  void whatIsPaidIsSaidWithItsTimeAndToldOnce() {
    Device device = billing.a.of("payer");
    assertFalse(device.current().json().containsKey("paidAt"));
    askForBill(device).expect(201);
    String reference = billing.paid(device);
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
    return billing.stack.count(
        "SELECT count(*) FROM application_change_each WHERE paid AND candidate_id = '%s'"
            .formatted(billing.stack.candidate(subject)));
  }

  @Test
  void aCandidateIsToldAtEachStepOfARefundAndSeesOneHoweverOftenItIsOpened() {
    Device device = billing.a.of("stepwise");
    askForBill(device).expect(201);
    String second = startPayment(device, KEY).expect(201).text("reference");
    billing.paid(device);
    billing.adapter.pay(second);
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
      billing.step(device, second, step);
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
  void whileTheAdapterIsAwayARepeatFindsTheSameBillAndTheSamePayment() {
    Device device = billing.a.of("patient");
    billing.adapter.away(true);
    Answer refused = askForBill(device).expect(503, "payments-unavailable");
    assertFalse(refused.header("Retry-After").isEmpty());
    JsonObject made = standing(device).getJsonObject("bill");
    billing.adapter.away(false);
    billing.adapter.loseAnswers(1);
    Stack.eventually("told", () -> askForBill(device).status() == 200);
    assertEquals(made, standing(device).getJsonObject("bill"));
    assertEquals(1, billing.adapter.billsOf(billing.stack.candidate("patient")).size());
    billing.adapter.away(true);
    startPayment(device, KEY).expect(503, "payments-unavailable");
    billing.adapter.away(false);
    billing.adapter.loseAnswers(2);
    Stack.eventually("begun", () -> startPayment(device.at(billing.b), KEY).status() < 300);
    Stack.eventually("here, too", () -> startPayment(device, KEY).status() == 200);
    Answer begun = startPayment(device, KEY).expect(200);
    assertEquals(1, billing.adapter.attemptsOf(made.getString("id")).size());
    JsonObject other = new JsonObject().put("platform", "momo").put("language", "vi");
    device.post("/v1/me/bill/payments", KEY, other).expect(422, "key-reused");
    billing.adapter.pay(begun.text("reference"));
    Stack.eventually("paid", () -> standing(device).getString("status").equals("paid"));
    assertEquals("succeeded", startPayment(device, KEY).expect(200).text("state"));
  }

  @Test
  void whoIsPaidForButAskedAgainGoesBackByItself() {
    Device device = billing.a.of("twice");
    askForBill(device).expect(201);
    String second = startPayment(device, KEY).expect(201).text("reference");
    billing.paid(device);
    billing.adapter.pay(second);
    Stack.eventually("told", () -> told(device, "refund-opened") == 1);
    JsonObject refund = standing(device).getJsonArray("refunds").getJsonObject(0);
    assertEquals(second, refund.getString("paymentReference"));
    assertEquals("bill-settled-otherwise", refund.getString("reason"));
    assertEquals(FEE, refund.getLong("amount"));
    assertEquals(1, told(device, "bill-paid"));
  }

  @Test
  void eventsAreTakenInOnceAndInTheirOrderOnly() {
    Device device = billing.a.of("orderly");
    Device other = billing.a.of("orderly-too");
    askForBill(device).expect(201);
    askForBill(other).expect(201);
    String first = startPayment(device, KEY).expect(201).text("reference");
    String second = startPayment(other, KEY).expect(201).text("reference");
    long before = billing.adapter.events();
    Stack.eventually(
        "what happened before is taken in",
        () -> billing.stack.count("SELECT position FROM payment_cursor") == before);
    billing.adapter.tell(all -> all.reversed());
    billing.adapter.pay(first);
    billing.adapter.pay(second);
    Stack.sleep(2_500);
    assertEquals(
        before, billing.stack.count("SELECT position FROM payment_cursor"), "out of order");
    billing.adapter.tell(
        all -> all.stream().flatMap(event -> Stream.generate(() -> event).limit(2)).toList());
    Stack.sleep(2_500);
    assertEquals(
        before, billing.stack.count("SELECT position FROM payment_cursor"), "twice in a page");
    billing.adapter.tell(all -> all);
    Stack.eventually("paid", () -> standing(other).getString("status").equals("paid"));
    assertEquals("paid", standing(device).getString("status"));
    billing.stack.execute(
        "DELETE FROM outbox"); // nothing but the cursor keeps events from being told again
    assertEquals(1, told(device, "bill-paid"));
    assertEquals(
        billing.stack.count("SELECT count(*) FROM payment_event"),
        billing.stack.count("SELECT count(DISTINCT position) FROM payment_event"));
  }

  @Test
  void aPaymentWindowIsTheDepartmentsCanOpenEarlyAndCanBeHidden() {
    Device device = billing.a.of("punctual");
    askForBill(device).expect(201);
    try {
      BillingWindows.movePayment(billing.stack, 600, 3600, false, billing.a, billing.b);
      assertEquals("not-open", standing(device).getJsonObject("window").getString("status"));
      startPayment(device, KEY).expect(409, "payment-not-open");
      BillingWindows.movePayment(billing.stack, -600, -1, false, billing.a, billing.b);
      startPayment(device, KEY).expect(409, "payment-closed");
      BillingWindows.movePayment(billing.stack, -600, 3600, true, billing.a, billing.b);
      Stack.eventually("hidden", () -> startPayment(device, KEY).code().equals("payment-not-open"));
      new Registered("Lê Thị Giờ", "2008-05-05", "female", "001308111223")
          .recordedFor("punctual", billing.stack);
      billing.stack.execute(
          "UPDATE season_window SET opens_at = now() - interval '1 hour', closes_at = now() +"
              + " interval '1 hour' WHERE id = '2026-payment-01'");
      Stack.eventually("opened early", () -> startPayment(device, KEY).status() < 300);
      assertEquals("open", standing(device).getJsonObject("window").getString("status"));
    } finally {
      BillingWindows.openPayment(billing.stack, billing.a, billing.b);
    }
  }

  @Test
  void twoAccountsThatAreOnePersonHaveOneBill() {
    Device one = billing.a.of("one-account");
    Device other = billing.a.of("other-account");
    askForBill(one).expect(201);
    String paidBefore = billing.paid(one);
    askForBill(other).expect(201);
    String open = startPayment(other, KEY).expect(201).text("reference");
    billing.merge("other-account", "one-account");
    Stack.eventually("they are one", () -> standing(one).getJsonArray("earlier").size() == 1);
    JsonObject bill = bill(askForBill(one));
    assertEquals(bill, bill(askForBill(other).expect(200)));
    assertEquals(Map.of("QHI", 2 * FEE), lines(bill));
    Stack.eventually("what the other list took goes back", billing::isTold);
    Stack.eventually("a refund", () -> !billing.adapter.refundsOf(paidBefore).isEmpty());
    billing.adapter.pay(open);
    Stack.eventually("paid", () -> standing(one).getString("status").equals("paid"));
    Stack.eventually("both see the same", () -> standing(one).equals(standing(other)));
    assertEquals(200, askForBill(one).status());
    assertEquals(1, billing.adapter.refundsOf(paidBefore).size());
  }

  @Test
  void ofTwoAccountsThatBothHaveToPayTheOneWhoseBillGivesWayIsNotPaidByThat() {
    Device one = billing.a.of("first-account");
    Device other = billing.a.of("second-account");
    askForBill(one).expect(201);
    JsonObject owed = bill(askForBill(other).expect(201));
    billing.merge("second-account", "first-account");
    Stack.eventually("they are one", () -> standing(one).getJsonArray("earlier").size() == 1);
    assertEquals(owed, bill(askForBill(one).expect(200)));
    String settledForNothing =
        "SELECT count(*) FROM payment_event WHERE amount = 0 AND candidate_id = '%s'"
            .formatted(billing.stack.candidate("first-account"));
    Stack.eventually("the other bill gave way", () -> billing.stack.count(settledForNothing) == 1);
    assertEquals("to-pay", standing(one).getString("status"));
    assertEquals(owed, bill(askForBill(one).expect(200)));
    String toldToInstitutions =
        "SELECT count(*) FROM application_payment WHERE candidate_id = '%s'"
            .formatted(billing.stack.candidate("second-account"));
    assertEquals(0, billing.stack.count(toldToInstitutions));
    billing.paid(one);
    assertEquals(1, billing.stack.count(toldToInstitutions));
  }
}
