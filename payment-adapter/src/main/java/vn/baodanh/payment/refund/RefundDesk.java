package vn.baodanh.payment.refund;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.attempt.Attempts;
import vn.baodanh.payment.event.Event;
import vn.baodanh.payment.ledger.Ledger;
import vn.baodanh.payment.ledger.Vnd;

/**
 * What people do with a refund: one says how much, another lets it go, or dismisses it. Whoever
 * does the same again gets the same answer.
 */
final class RefundDesk {
  private static final String ONE_IN_FLIGHT = "refund_one_in_flight";

  private final Pool pool;

  RefundDesk(Pool pool) {
    this.pool = pool;
  }

  Future<Refund> prepare(UUID id, Vnd amount, String by, Optional<String> note) {
    return change(
        id,
        (tx, refund) -> {
          if (refund.state() == RefundState.PREPARED
              && refund.preparedBy().equals(Optional.of(by))
              && refund.amount().equals(amount)) {
            return Future.succeededFuture();
          }
          if (refund.state() != RefundState.OPEN) {
            throw RefundProblems.state(refund.state());
          }
          if (amount.compareTo(refund.amount()) > 0) {
            throw RefundProblems.tooMuch();
          }
          if (!refund.lines().isEmpty() && !amount.equals(refund.amount())) {
            throw RefundProblems.wrongLines();
          }
          return RefundStore.prepare(tx, id, amount, by, note.orElse(null));
        });
  }

  Future<Refund> release(UUID id, String by, Instant now) {
    return change(
            id,
            (tx, refund) -> {
              if (refund.releasedBy().equals(Optional.of(by))) {
                return Future.succeededFuture();
              }
              if (refund.state() != RefundState.PREPARED) {
                throw RefundProblems.state(refund.state());
              }
              if (refund.preparedBy().equals(Optional.of(by))) {
                throw RefundProblems.samePerson();
              }
              return RefundStore.release(tx, id, by, now)
                  .compose(released -> takeBack(tx, refund, now))
                  .compose(taken -> Refunds.tell(tx, Event.Type.REFUND_RELEASED, refund, now));
            })
        .recover(failure ->
            Future.failedFuture(isInFlight(failure) ? RefundProblems.anotherInFlight() : failure));
  }

  private static Future<?> takeBack(SqlClient tx, Refund refund, Instant now) {
    return refund.lines().isEmpty()
        ? Future.succeededFuture()
        : Ledger.add(tx, Refunds.takenBack(refund, now), now);
  }

  Future<Refund> dismiss(UUID id, Decision decision) {
    return change(
        id,
        (tx, refund) ->
            switch (refund.state()) {
              case OPEN, PREPARED ->
                  RefundStore.decide(tx, id, RefundState.DISMISSED, decision)
                      .compose(done ->
                          Refunds.tell(tx, Event.Type.REFUND_DISMISSED, refund, decision.at()));
              case DISMISSED -> Future.succeededFuture();
              case RELEASED, SENT, UNKNOWN, REFUNDED, REFUSED, RETURNED ->
                  throw RefundProblems.state(refund.state());
            });
  }

  /** Somebody found out what became of a request that nobody answered. */
  Future<Refund> decide(UUID id, boolean wasRefunded, Decision decision) {
    RefundState wanted = wasRefunded ? RefundState.REFUNDED : RefundState.REFUSED;
    return change(
        id,
        (tx, refund) -> {
          if (refund.state() == wanted && refund.decidedBy().equals(Optional.of(decision.by()))) {
            return Future.succeededFuture();
          }
          if (refund.state() != RefundState.UNKNOWN) {
            throw RefundProblems.state(refund.state());
          }
          if (refund.releasedBy().equals(Optional.of(decision.by()))) {
            throw RefundProblems.samePerson();
          }
          return wasRefunded
              ? Attempts.find(tx, refund.reference())
                  .compose(attempt -> Refunds.refunded(tx, refund, attempt.orElseThrow(), decision))
              : Refunds.refused(tx, refund, decision);
        });
  }

  /** It was sent back and did not reach the payer. */
  Future<Refund> takeReturn(UUID id, Decision decision) {
    return change(
        id,
        (tx, refund) -> {
          if (refund.state() == RefundState.RETURNED
              && refund.decidedBy().equals(Optional.of(decision.by()))) {
            return Future.succeededFuture();
          }
          if (refund.state() != RefundState.REFUNDED) {
            throw RefundProblems.state(refund.state());
          }
          if (refund.releasedBy().equals(Optional.of(decision.by()))) {
            throw RefundProblems.samePerson();
          }
          return Attempts.find(tx, refund.reference())
              .compose(attempt -> Refunds.returned(tx, refund, attempt.orElseThrow(), decision));
        });
  }

  private Future<Refund> change(UUID id, BiFunction<SqlClient, Refund, Future<?>> change) {
    return Postgres.inTime(
        pool.withTransaction(tx ->
            RefundStore.lock(tx, id)
                .compose(found -> change.apply(tx, found.orElseThrow(RefundProblems::unknown)))
                .compose(changed -> RefundStore.find(tx, id))
                .map(Optional::orElseThrow)));
  }

  private static boolean isInFlight(Throwable failure) {
    return failure instanceof PgException e && ONE_IN_FLIGHT.equals(e.getConstraint());
  }
}
