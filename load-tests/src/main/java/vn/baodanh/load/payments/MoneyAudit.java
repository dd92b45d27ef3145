package vn.baodanh.load.payments;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vn.baodanh.load.payments.PlatformClient.Payment;

/**
 * Holds the adapter's books against the platform's, when all work is done: every đồng that the
 * platform took is in the ledger once, no bill is settled twice, every other success is a refund
 * case, and no refund was paid twice. It knows both only from outside.
 */
public final class MoneyAudit {
  /**
   * What the platform owes to us: debited when it takes money, credited when it sends some back.
   */
  static final String PLATFORM_ACCOUNT = "platform:vnpay";

  /** Between platform and bank, by the day: of no payment. */
  private static final Set<String> OF_DAYS = Set.of("charge", "settlement", "bank");

  private static final Set<String> REFUNDS_AT_REST = Set.of("refunded", "refused", "dismissed");

  private final AdapterBooks ours;
  private final List<Payment> payments;
  private final List<PlatformClient.Refund> sentBack;
  private final Map<String, AdapterBooks.Attempt> attemptByReference;
  private final Map<String, AdapterBooks.Bill> billById;
  private final Map<String, List<AdapterBooks.Refund>> refundsByReference;
  private final Map<String, List<AdapterBooks.Bill>> settledBills;
  private final Map<Long, Payment> paymentByNumber;

  /** What only a file of the platform says to be paid. */
  private final Map<String, Long> claimed;

  private final MoneyFindings findings = new MoneyFindings();

  private MoneyAudit(
      AdapterBooks ours, List<Payment> payments, List<PlatformClient.Refund> sentBack) {
    this.ours = ours;
    this.payments = payments;
    this.sentBack = sentBack;
    attemptByReference =
        ours.attempts().stream()
            .collect(toMap(AdapterBooks.Attempt::reference, Function.identity()));
    billById = ours.bills().stream().collect(toMap(AdapterBooks.Bill::id, Function.identity()));
    paymentByNumber = payments.stream().collect(toMap(Payment::number, Function.identity()));
    claimed =
        ours.differences().stream()
            .filter(difference -> difference.kind().equals("state"))
            .collect(toMap(AdapterBooks.Difference::reference, AdapterBooks.Difference::amount));
    settledBills =
        ours.bills().stream()
            .filter(bill -> bill.settledBy().isPresent())
            .collect(groupingBy(bill -> bill.settledBy().orElseThrow()));
    refundsByReference =
        ours.refunds().stream().collect(groupingBy(AdapterBooks.Refund::reference));
  }

  public static MoneyFindings check(
      AdapterBooks ours, List<Payment> payments, List<PlatformClient.Refund> sentBack) {
    return new MoneyAudit(ours, payments, sentBack).check();
  }

  private MoneyFindings check() {
    totals();
    payments();
    bills();
    refunds();
    events();
    return findings;
  }

  private void totals() {
    long taken = paid().stream().mapToLong(Payment::taken).sum();
    long back = sentBack.stream().mapToLong(PlatformClient.Refund::amount).sum();
    long balance =
        balances().values().stream().mapToLong(Long::longValue).sum()
            - claimed.values().stream().mapToLong(Long::longValue).sum();
    findings.count("đồng taken by the platform", taken);
    findings.count("đồng sent back by the platform", back);
    findings.count("đồng at the platform, by our ledger", balance);
    findings.wrongUnless(
        balance == taken - back,
        "the platform has %,d đồng of ours, the ledger says %,d".formatted(taken - back, balance));
  }

  private List<Payment> paid() {
    return payments.stream().filter(payment -> payment.outcome().equals("paid")).toList();
  }

  /** What the platform has of ours by the ledger, reference by reference. */
  private Map<String, Long> balances() {
    var balances = new HashMap<String, Long>();
    for (var entry : ours.entries()) {
      if (OF_DAYS.contains(entry.cause())) {
        continue;
      }
      if (entry.debit().equals(PLATFORM_ACCOUNT)) {
        balances.merge(entry.reference(), entry.amount(), Long::sum);
      }
      if (entry.credit().equals(PLATFORM_ACCOUNT)) {
        balances.merge(entry.reference(), -entry.amount(), Long::sum);
      }
    }
    return balances;
  }

  /**
   * What the platform has of a payment is in the ledger; what succeeded settles, is given back, or
   * is asked about.
   */
  private void payments() {
    var balances = balances();
    var backByPayment = sentBack.stream().collect(groupingBy(PlatformClient.Refund::payment));
    for (var payment : payments) {
      long back =
          backByPayment.getOrDefault(payment.number(), List.of()).stream()
              .mapToLong(PlatformClient.Refund::amount)
              .sum();
      long balance = Optional.ofNullable(balances.remove(payment.reference())).orElse(0L);
      findings.wrongUnless(
          balance == payment.taken() + claimed(payment.reference()) - back,
          "%s, of which %,d went back, is in the ledger with %,d"
              .formatted(payment, back, balance));
    }
    balances.forEach((reference, balance) ->
        findings.wrongUnless(balance == 0, reference + " is in the ledger, and nobody paid it"));
    for (var payment : paid()) {
      findings.count("payments that succeeded", 1);
      whatBecameOf(payment);
    }
  }

  private long claimed(String reference) {
    return claimed.getOrDefault(reference, 0L);
  }

  private void whatBecameOf(Payment payment) {
    var attempt = attemptByReference.get(payment.reference());
    if (attempt == null || attempt.amount() != payment.taken()) {
      findings.count("payments that fit nothing", 1);
      findings.wrongUnless(
          ours.differences().stream()
              .anyMatch(difference ->
                  difference.reference().equals(payment.reference())
                      && difference.amount() == payment.taken()),
          payment + " fits nothing, and is not on the worklist");
      return;
    }
    findings.wrongUnless(
        attempt.state().equals("succeeded"), payment + " is paid, the attempt " + attempt.state());
    var settles = settledBills.getOrDefault(attempt.reference(), List.of()).size();
    var cases = refundsByReference.getOrDefault(attempt.reference(), List.of()).size();
    findings.count(settles == 1 ? "payments that settle" : "payments that open a refund case", 1);
    findings.wrongUnless(
        settles + cases == 1,
        "%s settles %d bills and is %d refund cases".formatted(payment, settles, cases));
  }

  private void bills() {
    var paid = paid().stream().collect(toMap(Payment::reference, Function.identity()));
    for (var bill : ours.bills()) {
      findings.count("bills " + bill.state(), 1);
      bill.settledBy()
          .ifPresent(reference -> {
            var payment = paid.get(reference);
            findings.wrongUnless(
                payment != null && payment.taken() == bill.amount()
                    || claimed(reference) == bill.amount(),
                "%s is settled by %s".formatted(bill, payment));
          });
    }
    for (var attempt : ours.attempts()) {
      findings.count("attempts " + attempt.state(), 1);
      findings.wrongUnless(!attempt.state().equals("open"), attempt + " was never decided");
      findings.wrongUnless(
          !attempt.state().equals("succeeded")
              || paid.containsKey(attempt.reference())
              || claimed.containsKey(attempt.reference()),
          attempt + " succeeded, and nobody paid it");
      findings.wrongUnless(billById.containsKey(attempt.bill()), attempt + " is for no bill");
    }
  }

  /** Each refund that is paid was sent back once, and nothing was sent back beside them. */
  private void refunds() {
    var backById = sentBack.stream().collect(groupingBy(PlatformClient.Refund::requestId));
    for (var refund : ours.refunds()) {
      findings.count("refunds " + refund.state(), 1);
      findings.wrongUnless(
          REFUNDS_AT_REST.contains(refund.state()), refund + " is still under way");
      var back = refund.requestId().map(backById::remove).orElse(null);
      boolean isPaid = refund.state().equals("refunded");
      if (isPaid && refund.releasedBy().equals(refund.preparedBy())) {
        findings.wrong(refund + " was paid without two people");
      }
      boolean once = back != null && back.size() == 1 && isOf(refund, back.getFirst());
      findings.wrongUnless(
          isPaid ? once : back == null, "%s was sent back as %s".formatted(refund, back));
    }
    backById.forEach(
        (id, back) -> findings.wrong("no refund asked for what was sent back: " + back));
  }

  private boolean isOf(AdapterBooks.Refund refund, PlatformClient.Refund back) {
    var payment = paymentByNumber.get(back.payment());
    return payment != null
        && payment.reference().equals(refund.reference())
        && back.amount() == refund.amount();
  }

  /** Positions have no gaps, and what happened is told once. */
  private void events() {
    findings.count("events", ours.events().size());
    for (int i = 0; i < ours.events().size(); i++) {
      findings.wrongUnless(
          ours.events().get(i).position() == i + 1L, "a gap before event " + ours.events().get(i));
    }
    findings.wrongUnless(
        ours.lastEvent() == ours.events().size(), "the last position is " + ours.lastEvent());
    var settled =
        ours.events().stream()
            .filter(event -> event.type().equals("bill-settled"))
            .collect(groupingBy(AdapterBooks.Event::bill));
    for (var bill : ours.bills()) {
      var times = settled.getOrDefault(bill.id(), List.of()).size();
      findings.wrongUnless(
          times == (bill.state().equals("settled") ? 1 : 0),
          "%s was told to be settled %d times".formatted(bill, times));
    }
    long told = ours.events().stream().filter(event -> event.type().equals("refund-paid")).count();
    long refunded = ours.refunds().stream().filter(one -> one.state().equals("refunded")).count();
    findings.wrongUnless(told == refunded, "%d refunds paid, %d told".formatted(refunded, told));
  }
}
