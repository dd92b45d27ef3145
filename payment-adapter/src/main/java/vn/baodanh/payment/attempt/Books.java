package vn.baodanh.payment.attempt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.baodanh.payment.bill.Bill;
import vn.baodanh.payment.bill.BillState;
import vn.baodanh.payment.difference.Difference;
import vn.baodanh.payment.event.Event;
import vn.baodanh.payment.ledger.Account;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.ledger.Entry.Cause;
import vn.baodanh.payment.platform.Evidence;
import vn.baodanh.payment.platform.Report;
import vn.baodanh.payment.platform.Verdict;

/**
 * The one transition, in memory: takes reports in and says what is to be written. It knows the
 * attempts that the reports name and all bills of their candidates, locked. Pure.
 */
final class Books {
  private final Map<String, Attempt> attempts;
  private final Map<UUID, Bill> bills;
  private final Instant now;
  private final Map<String, Attempt> changed = new LinkedHashMap<>();
  private final List<Bill> settled = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Attempt> unneeded = new ArrayList<>();
  private final Map<Transaction, Difference> differences = new LinkedHashMap<>();

  /** What a platform tells of more than once, perhaps in reports that come together. */
  private record Transaction(String platform, String reference, String number) {}

  Books(Collection<Attempt> attempts, Collection<Bill> bills, Instant now) {
    this.attempts = byKey(attempts, Attempt::reference);
    this.bills = byKey(bills, Bill::id);
    this.now = now;
  }

  private static <K, V> Map<K, V> byKey(Collection<V> values, Function<V, K> key) {
    return values.stream().collect(Collectors.toMap(key, value -> value));
  }

  /** The attempts that changed, as they are now. */
  Collection<Attempt> changed() {
    return changed.values();
  }

  /** The bills that were settled, as they are now. */
  List<Bill> settled() {
    return settled;
  }

  List<Entry> entries() {
    return entries;
  }

  List<Event> events() {
    return events;
  }

  /** Attempts that were paid and settled nothing: what they brought is owed back. */
  List<Attempt> unneeded() {
    return unneeded;
  }

  /** Money that fits nothing. */
  List<Difference> differences() {
    return List.copyOf(differences.values());
  }

  /** Takes one report in. */
  Verdict take(Report report) {
    @Nullable Attempt attempt = attempts.get(report.reference());
    if (attempt == null || !attempt.platform().equals(report.platform())) {
      setAside(report, Difference.Kind.UNKNOWN_REFERENCE, Optional.empty());
      return Verdict.UNKNOWN_REFERENCE;
    }
    if (!attempt.amount().equals(report.amount())) {
      setAside(report, Difference.Kind.OTHER_AMOUNT, Optional.of(attempt));
      move(attempt, evidence(attempt, Evidence.UNPAID), report);
      return Verdict.OTHER_AMOUNT;
    }
    if (isAnotherPayment(attempt, report)) {
      setAside(report, Difference.Kind.SECOND_TRANSACTION, Optional.of(attempt));
      return Verdict.KNOWN;
    }
    return move(attempt, evidence(attempt, report.evidence()), report)
        ? Verdict.RECORDED
        : Verdict.KNOWN;
  }

  private Evidence evidence(Attempt attempt, Evidence said) {
    return said == Evidence.UNPAID && !now.isBefore(attempt.expiresAt())
        ? Evidence.UNPAID_AFTER_EXPIRY
        : said;
  }

  private static boolean isAnotherPayment(Attempt attempt, Report report) {
    return attempt.state().holdsMoney()
        && report.evidence().isMoney()
        && attempt
            .outcome()
            .filter(outcome -> !outcome.transactionNo().equals(report.transactionNo()))
            .isPresent();
  }

  private void setAside(Report report, Difference.Kind kind, Optional<Attempt> attempt) {
    if (report.evidence().isMoney() && !report.amount().isZero()) {
      differences.putIfAbsent(
          new Transaction(report.platform(), report.reference(), report.transactionNo()),
          new Difference(
              kind,
              report.platform(),
              report.reference(),
              report.transactionNo(),
              report.amount(),
              attempt.map(Attempt::amount),
              report.paidAt()));
    }
  }

  private boolean move(Attempt attempt, Evidence evidence, Report report) {
    AttemptState next = attempt.state().after(evidence);
    if (next == attempt.state()) {
      return false;
    }
    Attempt moved = attempt.after(next, report);
    attempts.put(moved.reference(), moved);
    changed.put(moved.reference(), moved);
    book(attempt.state(), moved, report.paidAt());
    return true;
  }

  private void book(AttemptState before, Attempt attempt, Instant paidAt) {
    String from =
        before == AttemptState.SUSPICIOUS ? Account.SUSPENSE : Account.platform(attempt.platform());
    switch (attempt.state()) {
      case SUCCEEDED -> succeed(attempt, from, paidAt);
      case SUSPICIOUS -> {
        entries.add(
            new Entry(
                Cause.SUSPENSE,
                from,
                Account.SUSPENSE,
                attempt.amount(),
                paidAt,
                attempt.reference()));
        tell(Event.Type.ATTEMPT_SUSPICIOUS, attempt.billId(), attempt);
      }
      case FAILED -> {
        giveUp(before, attempt, paidAt);
        tell(Event.Type.ATTEMPT_FAILED, attempt.billId(), attempt);
      }
      case REVERSED -> {
        giveUp(before, attempt, paidAt);
        tell(Event.Type.ATTEMPT_REVERSED, attempt.billId(), attempt);
      }
      case EXPIRED -> tell(Event.Type.ATTEMPT_EXPIRED, attempt.billId(), attempt);
      case OPEN -> throw new IllegalStateException("no evidence opens an attempt again");
    }
  }

  /** The money settles one bill, or is owed back. */
  private void succeed(Attempt attempt, String from, Instant paidAt) {
    Optional<Bill> bill = toSettle(attempt);
    if (bill.isPresent()) {
      settle(bill.get(), attempt, from, paidAt);
    } else {
      entries.add(
          new Entry(
              Cause.PAYMENT, from, Account.REFUNDS, attempt.amount(), paidAt, attempt.reference()));
      unneeded.add(attempt);
      tell(Event.Type.REFUND_OPENED, attempt.billId(), attempt);
    }
  }

  private void settle(Bill open, Attempt attempt, String from, Instant paidAt) {
    Bill bill = open.settled(attempt.reference(), now);
    bills.put(bill.id(), bill);
    settled.add(bill);
    for (var line : bill.lines()) {
      entries.add(
          new Entry(
              Cause.PAYMENT,
              from,
              Account.institution(line.institution()),
              line.amount(),
              paidAt,
              attempt.reference()));
    }
    tell(Event.Type.BILL_SETTLED, bill.id(), attempt);
  }

  /** The attempt's bill, or what came in its place, if that is open and asks for as much. */
  private Optional<Bill> toSettle(Attempt attempt) {
    Optional<Bill> bill = Optional.ofNullable(bills.get(attempt.billId()));
    while (bill.flatMap(Bill::supersededBy).isPresent()) {
      bill = bill.flatMap(Bill::supersededBy).map(bills::get);
    }
    return bill.filter(last -> last.state() == BillState.OPEN)
        .filter(last -> last.amount().equals(attempt.amount()));
  }

  /** Suspected money turned out not to be here. */
  private void giveUp(AttemptState before, Attempt attempt, Instant at) {
    if (before == AttemptState.SUSPICIOUS) {
      entries.add(
          new Entry(
              Cause.REVERSAL,
              Account.SUSPENSE,
              Account.platform(attempt.platform()),
              attempt.amount(),
              at,
              attempt.reference()));
    }
  }

  private void tell(Event.Type type, UUID bill, Attempt attempt) {
    Optional<Instant> paidAt =
        attempt
            .outcome()
            .filter(any -> attempt.state() == AttemptState.SUCCEEDED)
            .map(Attempt.Outcome::paidAt);
    Optional<String> reason =
        type == Event.Type.BILL_SETTLED
            ? Optional.empty()
            : type == Event.Type.REFUND_OPENED
                ? Optional.of("bill-settled-otherwise")
                : attempt.outcome().map(Attempt.Outcome::code);
    events.add(
        new Event(
            type,
            bill,
            attempt.candidateId(),
            attempt.amount(),
            Optional.of(attempt.reference()),
            Optional.of(attempt.platform()),
            paidAt,
            Optional.of(type)
                .filter(Event.Type.REFUND_OPENED::equals)
                .map(opened -> attempt.ownRefund()),
            reason));
  }
}
