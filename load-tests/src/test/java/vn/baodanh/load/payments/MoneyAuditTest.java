package vn.baodanh.load.payments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.baodanh.load.payments.AdapterBooks.Attempt;
import vn.baodanh.load.payments.AdapterBooks.Bill;
import vn.baodanh.load.payments.AdapterBooks.Difference;
import vn.baodanh.load.payments.AdapterBooks.Entry;
import vn.baodanh.load.payments.AdapterBooks.Event;
import vn.baodanh.load.payments.AdapterBooks.Refund;
import vn.baodanh.load.payments.PlatformClient.Payment;

/** Books that agree are clean; each single thing that is wrong in them is found. */
final class MoneyAuditTest {
  private static final String AT_PLATFORM = MoneyAudit.PLATFORM_ACCOUNT;

  /** One bill paid twice, the second payment sent back; and 7 đồng under a strange reference. */
  private final List<Bill> bills =
      new ArrayList<>(List.of(new Bill("b", "settled", 100, Optional.of("A"))));

  private final List<Attempt> attempts =
      new ArrayList<>(
          List.of(
              new Attempt("A", "b", 100, "succeeded"),
              new Attempt("B", "b", 100, "succeeded"),
              new Attempt("C", "b", 100, "failed")));
  private final List<Entry> entries =
      new ArrayList<>(
          List.of(
              new Entry("payment", AT_PLATFORM, "institution:BKA", 100, "A"),
              new Entry("payment", AT_PLATFORM, "refunds", 100, "B"),
              new Entry("suspense", AT_PLATFORM, "suspense", 7, "X"),
              new Entry("refund", "refunds", AT_PLATFORM, 100, "B")));
  private final List<Difference> differences =
      new ArrayList<>(List.of(new Difference("unknown_reference", "X", "4", 7)));
  private final List<Refund> refunds = new ArrayList<>(List.of(refund("refunded", "an", "binh")));
  private final List<Event> events =
      new ArrayList<>(
          List.of(
              new Event(1, "bill-settled", "b", Optional.of("A")),
              new Event(2, "refund-opened", "b", Optional.of("B")),
              new Event(3, "refund-paid", "b", Optional.of("B"))));
  private final List<Payment> payments =
      new ArrayList<>(
          List.of(
              new Payment(1, "A", 100, "paid", 100),
              new Payment(2, "B", 100, "paid", 100),
              new Payment(3, "C", 100, "cancelled", 0),
              new Payment(4, "X", 100, "paid", 7)));
  private final List<PlatformClient.Refund> sentBack =
      new ArrayList<>(List.of(new PlatformClient.Refund("r1", 2, 100)));

  private static Refund refund(String state, String preparedBy, String releasedBy) {
    return new Refund(
        "B",
        100,
        state,
        "second-payment",
        Optional.of("r1"),
        Optional.of(preparedBy),
        Optional.of(releasedBy));
  }

  private MoneyFindings check() {
    var books =
        new AdapterBooks(bills, attempts, entries, differences, refunds, events, events.size());
    return MoneyAudit.check(books, payments, sentBack);
  }

  private void isFound() {
    assertFalse(check().clean());
  }

  @Test
  void booksThatAgreeAreClean() {
    var findings = check();
    assertTrue(findings.clean(), findings::toString);
    assertEquals(3, findings.counted("payments that succeeded"));
    assertEquals(107, findings.counted("đồng at the platform, by our ledger"));
  }

  @Test
  void moneyThatIsNotInTheLedgerIsFound() {
    entries.removeFirst();
    isFound();
  }

  @Test
  void moneyThatIsInTheLedgerTwiceIsFound() {
    entries.add(entries.getFirst());
    isFound();
  }

  @Test
  void moneyBookedUnderAnotherReferenceIsFoundThoughTheSumsAgree() {
    entries.set(0, new Entry("payment", AT_PLATFORM, "institution:BKA", 100, "C"));
    isFound();
  }

  @Test
  void moneyThatFitsNothingAndIsOnNoWorklistIsFound() {
    differences.clear();
    isFound();
  }

  @Test
  void aSecondPaymentWithoutARefundCaseIsFound() {
    refunds.clear();
    sentBack.clear();
    entries.removeLast();
    events.removeLast();
    isFound();
  }

  @Test
  void aBillThatIsSettledTwiceIsFound() {
    bills.add(new Bill("c", "settled", 100, Optional.of("A")));
    events.add(new Event(4, "bill-settled", "c", Optional.of("A")));
    isFound();
  }

  @Test
  void aBillSettledByWhatNobodyPaidIsFound() {
    bills.set(0, new Bill("b", "settled", 100, Optional.of("C")));
    isFound();
  }

  @Test
  void aRefundThatWasPaidTwiceIsFound() {
    sentBack.add(new PlatformClient.Refund("r1", 2, 100));
    isFound();
  }

  @Test
  void aRefundThatNobodyAskedForIsFound() {
    sentBack.set(0, new PlatformClient.Refund("r2", 2, 100));
    isFound();
  }

  @Test
  void aRefundThatOnePersonMadeAloneIsFound() {
    refunds.set(0, refund("refunded", "an", "an"));
    isFound();
  }

  @Test
  void aRefundThatIsStillUnderWayIsFound() {
    refunds.set(0, refund("unknown", "an", "binh"));
    isFound();
  }

  @Test
  void anAttemptThatWasNeverDecidedIsFound() {
    attempts.set(2, new Attempt("C", "b", 100, "open"));
    isFound();
  }

  @Test
  void aPaidAttemptThatIsTakenForFailedIsFound() {
    attempts.set(1, new Attempt("B", "b", 100, "failed"));
    isFound();
  }

  @Test
  void anEventThatIsMissingOrToldTwiceIsFound() {
    var settled = events.getFirst();
    events.add(new Event(4, settled.type(), settled.bill(), settled.reference()));
    isFound();
    events.removeLast();
    events.set(1, new Event(5, "refund-opened", "b", Optional.of("B")));
    isFound();
  }
}
