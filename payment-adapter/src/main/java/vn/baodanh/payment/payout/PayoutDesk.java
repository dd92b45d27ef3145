package vn.baodanh.payment.payout;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.ledger.Account;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.ledger.Ledger;
import vn.baodanh.payment.payout.PayoutStore.Payout;

/**
 * What people do with payouts: one prepares them, another lets them go; the bank's statement says
 * that they left. Whoever does the same again gets the same answer.
 */
final class PayoutDesk {
  private static final String PREPARED = "prepared";
  private static final String RELEASED = "released";

  private final Pool pool;

  PayoutDesk(Pool pool) {
    this.pool = pool;
  }

  Future<Integer> prepare(LocalDate until, String by, Instant now) {
    return Postgres.inTime(
        pool.withTransaction(tx ->
            Ledger.isClosed(tx, until)
                .compose(closed -> {
                  if (!closed) {
                    throw PayoutProblems.dayOpen();
                  }
                  return PayoutStore.prepare(tx, until, by, now);
                })));
  }

  Future<JsonObject> release(UUID id, String by, Instant now) {
    return change(
        id,
        (tx, payout) -> {
          if (payout.releasedBy().equals(Optional.of(by))) {
            return Future.succeededFuture();
          }
          if (!payout.state().equals(PREPARED)) {
            throw PayoutProblems.state(payout.state());
          }
          if (payout.preparedBy().equals(by)) {
            throw PayoutProblems.samePerson();
          }
          return Ledger.owed(tx, Account.institution(payout.institution()))
              .compose(owed -> {
                if (owed < payout.amount()) {
                  throw PayoutProblems.tooMuch();
                }
                return PayoutStore.release(tx, id, by, now);
              })
              .compose(released -> move(tx, payout, institution(payout), Account.PAYOUTS, now));
        });
  }

  /** A prepared one is not to be released. */
  Future<JsonObject> cancel(UUID id, String by, String note, Instant now) {
    return change(
        id,
        (tx, payout) -> {
          if (payout.state().equals("cancelled")) {
            return Future.succeededFuture();
          }
          if (!payout.state().equals(PREPARED)) {
            throw PayoutProblems.state(payout.state());
          }
          return PayoutStore.decide(tx, id, "cancelled", by, note, now);
        });
  }

  /** A released one did not leave the bank, or came back before it was booked there. */
  Future<JsonObject> takeReturn(UUID id, String by, String note, Instant now) {
    return change(
        id,
        (tx, payout) -> {
          if (payout.state().equals("returned") && payout.decidedBy().equals(Optional.of(by))) {
            return Future.succeededFuture();
          }
          if (!payout.state().equals(RELEASED)) {
            throw PayoutProblems.state(payout.state());
          }
          if (payout.releasedBy().equals(Optional.of(by))) {
            throw PayoutProblems.samePerson();
          }
          return PayoutStore.decide(tx, id, "returned", by, note, now)
              .compose(done -> move(tx, payout, Account.PAYOUTS, institution(payout), now));
        });
  }

  private static String institution(Payout payout) {
    return Account.institution(payout.institution());
  }

  private static Future<?> move(
      SqlClient tx, Payout payout, String debit, String credit, Instant now) {
    return Ledger.addOfDay(
        tx,
        Entry.Cause.PAYOUT,
        debit,
        credit,
        payout.amount(),
        now.atZone(Entry.ZONE).toLocalDate(),
        "PAYOUT " + payout.number(),
        now);
  }

  private Future<JsonObject> change(UUID id, BiFunction<SqlClient, Payout, Future<?>> change) {
    return Postgres.inTime(
        pool.withTransaction(tx ->
            PayoutStore.lock(tx, id)
                .compose(found -> change.apply(tx, found.orElseThrow(PayoutProblems::unknown)))
                .compose(changed -> PayoutStore.find(tx, id))
                .map(Optional::orElseThrow)));
  }
}
