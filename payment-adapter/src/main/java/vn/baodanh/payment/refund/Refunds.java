package vn.baodanh.payment.refund;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.baodanh.payment.attempt.Attempt;
import vn.baodanh.payment.attempt.Attempts;
import vn.baodanh.payment.event.Event;
import vn.baodanh.payment.event.Events;
import vn.baodanh.payment.ledger.Account;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.ledger.Entry.Cause;
import vn.baodanh.payment.ledger.Ledger;
import vn.baodanh.payment.ledger.Vnd;

/** What refunds write besides their own rows: cases that open by themselves, and how they end. */
public final class Refunds {
  private Refunds() {}

  /** Opens a case for each of these attempts: they were paid, and settled nothing. */
  public static Future<?> open(SqlClient tx, List<Attempt> unneeded, Instant now) {
    return RefundStore.openByItself(tx, unneeded, now);
  }

  /** How much of an attempt's money was sent back. */
  public static Future<Vnd> sentBack(SqlClient db, String reference) {
    return RefundStore.ofAttempt(db, reference)
        .map(refunds ->
            Vnd.sum(
                refunds.stream()
                    .filter(refund -> refund.state() == RefundState.REFUNDED)
                    .map(Refund::amount)
                    .toList()));
  }

  /**
   * It was sent back: what was owed to the payer is not any more, nor does the platform have it.
   */
  static Future<?> refunded(SqlClient tx, Refund refund, Attempt attempt, Decision decision) {
    Entry entry =
        new Entry(
            Cause.REFUND,
            Account.REFUNDS,
            Account.platform(attempt.platform()),
            refund.amount(),
            decision.at(),
            refund.reference());
    return RefundStore.decide(tx, refund.id(), RefundState.REFUNDED, decision)
        .compose(done -> Ledger.add(tx, List.of(entry), decision.at()))
        .compose(done ->
            Events.add(tx, List.of(event(Event.Type.REFUND_PAID, refund, attempt)), decision.at()));
  }

  /** It was not sent back: what was taken from institutions for it is theirs again. */
  static Future<?> refused(SqlClient tx, Refund refund, Decision decision) {
    List<Entry> entries = givenBack(refund, decision.at());
    Future<?> decided = RefundStore.decide(tx, refund.id(), RefundState.REFUSED, decision);
    return (entries.isEmpty()
            ? decided
            : decided.compose(done -> Ledger.add(tx, entries, decision.at())))
        .compose(done -> tell(tx, Event.Type.REFUND_REFUSED, refund, decision.at()));
  }

  /** It came back to the platform: all is as if it had not been sent. */
  static Future<?> returned(SqlClient tx, Refund refund, Attempt attempt, Decision decision) {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry(
            Cause.RETURN,
            Account.platform(attempt.platform()),
            Account.REFUNDS,
            refund.amount(),
            decision.at(),
            refund.reference()));
    entries.addAll(givenBack(refund, decision.at()));
    return RefundStore.decide(tx, refund.id(), RefundState.RETURNED, decision)
        .compose(done -> Ledger.add(tx, entries, decision.at()))
        .compose(done -> tell(tx, Event.Type.REFUND_RETURNED, refund, decision.at()));
  }

  private static List<Entry> givenBack(Refund refund, Instant at) {
    return refund.lines().stream()
        .map(line ->
            new Entry(
                Cause.REVERSAL,
                Account.REFUNDS,
                Account.institution(line.institution()),
                line.amount(),
                at,
                refund.reference()))
        .toList();
  }

  /** Adds an event; as the last statement of a transaction. */
  static Future<?> tell(SqlClient tx, Event.Type type, Refund refund, Instant at) {
    return Attempts.find(tx, refund.reference())
        .compose(
            attempt -> Events.add(tx, List.of(event(type, refund, attempt.orElseThrow())), at));
  }

  /** What was owed to institutions is owed to the payer, from when it is let go. */
  static List<Entry> takenBack(Refund refund, Instant now) {
    return refund.lines().stream()
        .map(line ->
            new Entry(
                Cause.RELEASE,
                Account.institution(line.institution()),
                Account.REFUNDS,
                line.amount(),
                now,
                refund.reference()))
        .toList();
  }

  static Event event(Event.Type type, Refund refund, Attempt attempt) {
    return new Event(
        type,
        attempt.billId(),
        attempt.candidateId(),
        refund.amount(),
        Optional.of(refund.reference()),
        Optional.of(attempt.platform()),
        Optional.empty(),
        Optional.of(refund.known()),
        Optional.of(refund.reason()));
  }
}
