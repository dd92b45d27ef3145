package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.baodanh.registration.Billing.FEE;
import static vn.baodanh.registration.Billing.KEY;
import static vn.baodanh.registration.Billing.askForBill;
import static vn.baodanh.registration.Billing.bill;
import static vn.baodanh.registration.Billing.lines;
import static vn.baodanh.registration.Billing.refund;
import static vn.baodanh.registration.Billing.standing;
import static vn.baodanh.registration.Billing.startPayment;
import static vn.baodanh.registration.Billing.told;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A bill is the frozen list's chargeable preferences times the season's fee, made behind the
 * recorded-through mark; it never changes (invariant 6), and what a list becomes after a reopening
 * makes the next one.
 */
class BillIT {
  private static Billing billing;

  @BeforeAll
  static void start() {
    billing = new Billing("bill_it");
  }

  @AfterAll
  static void stop() {
    billing.close();
  }

  @AfterEach
  void backToNormal() {
    billing.backToNormal();
    billing.stack.openWindow();
  }

  @Test
  void aBillIsMadeBehindTheMarkOnlyAndIsTheListTimesTheFee() {
    Device device = billing.filed("marked", "BKA/IT1", "QHI/CN1", "BKA/IT2");
    assertTrue(
        Instant.parse(askForBill(device).expect(409, "preferences-open").text("closes"))
            .isAfter(Instant.now()));
    billing.stack.whileNobodyWritesTo(
        "window_drained",
        () -> {
          billing.stack.moveWindow(-3600, -16);
          Answer early = askForBill(device).expect(409, "still-counting");
          assertFalse(early.header("Retry-After").isEmpty());
          assertEquals("none", standing(device).getString("status"));
          assertEquals(List.of(), billing.adapter.billsOf(billing.stack.candidate("marked")));
        });
    Stack.eventually("the mark", () -> askForBill(device).status() != 409);
    JsonObject bill = bill(askForBill(device).expect(200));
    assertEquals(3 * FEE, bill.getLong("amount"));
    assertEquals(3, bill.getInteger("preferences"));
    assertEquals(FEE, bill.getLong("fee"));
    assertEquals("2026.1", bill.getString("rulesVersion"));
    assertEquals(Map.of("BKA", 2 * FEE, "QHI", FEE), lines(bill));
    assertEquals(device.current().text("filingId"), bill.getString("filingId"));
    assertEquals(
        bill.getJsonArray("lines"), billing.adapter.bill(bill.getString("id")).getValue("lines"));
    assertTrue(standing(device).getBoolean("countsTheListOnFile"));
  }

  @Test
  void whatABillAsksForCannotBeChangedByTheServiceItself() throws SQLException {
    Device device = billing.filed("fixed", "BKA/IT1");
    billing.count();
    askForBill(device).expect(201);
    try (Connection db = billing.stack.connect("registration")) {
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
  void aListThatGrewAfterItWasPaidIsBilledForWhatIsMissing() {
    Device device = billing.filed("grows", "BKA/IT1", "QHI/CN1");
    billing.count();
    askForBill(device).expect(201);
    billing.paid(device);
    billing.stack.openWindow();
    billing.filed("grows", "BKA/IT1", "BKA/IT2", "QHI/CN1", "KHA/7310104");
    askForBill(device).expect(409, "preferences-open");
    billing.count();
    assertFalse(standing(device).getBoolean("countsTheListOnFile"));
    assertFalse(device.current().json().containsKey("paidAt"), "this list is not paid");
    JsonObject next = bill(askForBill(device).expect(201));
    assertEquals(Map.of("BKA", FEE, "KHA", FEE), lines(next));
    assertEquals(2, next.getInteger("number"));
    billing.paid(device);
    assertTrue(device.current().json().containsKey("paidAt"));
    assertEquals(0, standing(device).getJsonArray("refunds").size());
    assertEquals(2, told(device, "bill-paid"));
  }

  @Test
  void ofAListThatShrankAfterItWasPaidTheSurplusGoesBackByItself() {
    Device device = billing.filed("shrinks", "BKA/IT1", "QHI/CN1", "QHI/CN10");
    billing.count();
    askForBill(device).expect(201);
    String reference = billing.paid(device);
    billing.stack.openWindow();
    billing.filed("shrinks", "BKA/IT1", "QHI/CN1");
    billing.count();
    JsonObject next = bill(askForBill(device).expect(201));
    assertEquals(0, next.getLong("amount"));
    assertEquals("paid", next.getString("status"));
    assertTrue(device.current().json().containsKey("paidAt"));
    Stack.eventually("a refund is opened", () -> told(device, "refund-opened") == 1);
    JsonObject refund = billing.adapter.refundsOf(reference).getFirst();
    assertEquals(FEE, refund.getLong("amount"));
    assertEquals(Map.of("QHI", FEE), lines(refund));
    assertEquals("list-changed", refund.getString("reason"));
    bill(askForBill(device).expect(200));
    assertEquals(1, billing.adapter.refundsOf(reference).size());
    billing.adapter.refund(reference, "released");
    billing.adapter.refund(reference, "paid");
    Stack.eventually("the candidate knows", () -> told(device, "refund-paid") == 1);
    assertEquals(1, told(device, "refund-released"));
    assertEquals(
        FEE, standing(device).getJsonArray("refunds").getJsonObject(0).getLong("refunded"));
  }

  @Test
  void whatWasDecidedOtherwiseStaysSettledAndIsNotOfferedAgainByItself() {
    List<String> ends = List.of("dismissed", "refused", "returned");
    Map<String, String> references = new TreeMap<>();
    ends.forEach(end -> billing.filed("kept-" + end, "BKA/IT1", "QHI/CN1"));
    billing.count();
    for (String end : ends) {
      askForBill(kept(end)).expect(201);
      references.put(end, billing.paid(kept(end)));
    }
    billing.stack.openWindow();
    ends.forEach(end -> billing.filed("kept-" + end, "BKA/IT1"));
    billing.count();
    for (String end : ends) {
      askForBill(kept(end)).expect(201);
      Stack.eventually("opened", () -> "opened".equals(refund(kept(end)).getString("state")));
      billing.step(kept(end), references.get(end), end);
      String kind = end.equals("dismissed") ? "refund-dismissed" : "refund-failed";
      Stack.eventually(kind, () -> told(kept(end), kind) == 1);
      askForBill(kept(end)).expect(200);
    }
    billing.stack.openWindow();
    ends.forEach(end -> billing.filed("kept-" + end, "BKA/IT1", "QHI/CN10"));
    billing.count();
    for (String end : ends) {
      JsonObject next = bill(askForBill(kept(end)).expect(201));
      assertEquals(0, next.getLong("amount"), "it was paid, and the money stayed");
      billing.step(kept(end), references.get(end), "opened");
      assertEquals(Map.of("QHI", FEE), lines(bill(askForBill(kept(end)).expect(201))));
      Stack.eventually("told", billing::isTold);
      assertEquals(1, billing.adapter.refundsOf(references.get(end)).size());
    }
  }

  private static Device kept(String end) {
    return billing.a.of("kept-" + end);
  }

  @Test
  void whatIsChosenInTheSamePlacesCostsNothingMoreAndElsewhereIsPaidThereAndGivenBackHere() {
    Device device = billing.filed("equal", "BKA/IT1", "QHI/CN1");
    billing.count();
    askForBill(device).expect(201);
    String reference = billing.paid(device);
    billing.stack.openWindow();
    billing.filed("equal", "QHI/CN10", "BKA/IT2");
    billing.count();
    JsonObject same = bill(askForBill(device).expect(201));
    assertEquals(0, same.getLong("amount"));
    assertEquals("paid", same.getString("status"));
    billing.stack.openWindow();
    billing.filed("equal", "QHI/CN10", "KHA/7310104");
    billing.count();
    JsonObject other = bill(askForBill(device).expect(201));
    assertEquals(Map.of("KHA", FEE), lines(other));
    Stack.eventually("a refund is opened", () -> !billing.adapter.refundsOf(reference).isEmpty());
    assertEquals(Map.of("BKA", FEE), lines(billing.adapter.refundsOf(reference).getFirst()));
  }

  @Test
  void aLatePaymentOfAReplacedBillSettlesTheNextOneIfItIsAsMuch() {
    Device device = billing.filed("late", "BKA/IT1", "QHI/CN1");
    billing.count();
    String first = bill(askForBill(device).expect(201)).getString("id");
    String reference = startPayment(device, KEY).expect(201).text("reference");
    billing.stack.openWindow();
    startPayment(device, KEY + "-open").expect(409, "preferences-open");
    billing.filed("late", "BKA/IT2", "KHA/7310104");
    billing.count();
    startPayment(device, KEY + "-old").expect(409, "bill-outdated");
    JsonObject next = bill(askForBill(device).expect(201));
    assertEquals(next.getString("id"), billing.adapter.bill(first).getString("supersededBy"));
    billing.adapter.pay(reference);
    Stack.eventually("paid", () -> standing(device).getString("status").equals("paid"));
    assertEquals(next.getString("id"), standing(device).getJsonObject("bill").getString("id"));
  }

  @Test
  void aPaymentThatIsNotKnownYetWhenTheNextBillIsMadeCounts() {
    Device device = billing.filed("crossed", "BKA/IT1");
    billing.count();
    String first = bill(askForBill(device).expect(201)).getString("id");
    String reference = startPayment(device, KEY).expect(201).text("reference");
    billing.stack.openWindow();
    billing.filed("crossed", "BKA/IT1", "QHI/CN1");
    billing.count();
    billing.adapter.tell(all -> List.of());
    billing.adapter.pay(reference);
    askForBill(device).expect(409, "payment-being-recorded");
    assertEquals(1, billing.adapter.billsOf(billing.stack.candidate("crossed")).size());
    billing.adapter.tell(all -> all);
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
    billing.paid(device);
    assertEquals(2, told(device, "bill-paid"));
  }
}
