package vn.baodanh.payment.receipt;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import vn.baodanh.payment.event.Events;

/**
 * Gives bills that were settled by money their receipts' numbers, in the order in which they were
 * settled. Numbers have no gaps, because the events that it follows have none, and because the last
 * number, how far it has read, and the receipts commit together, under one lock. Recording does not
 * wait for it.
 */
final class Numbering {
  private static final int MOST_AT_ONCE = 1_000;

  private final Pool pool;
  private final Clock clock;

  Numbering(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** Until all bills that are settled now have a number. Blocks. */
  void numberAll() {
    while (!number().await()) {}
  }

  /**
   * Numbers the next ones, at most 1,000.
   *
   * @return whether no bill that is settled is without a number
   */
  Future<Boolean> number() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return pool.withTransaction(tx ->
        ReceiptStore.lockMark(tx)
            .compose(mark ->
                Events.settledAfter(tx, mark.event(), MOST_AT_ONCE)
                    .compose(page -> number(tx, mark, page, now))));
  }

  private static Future<Boolean> number(
      SqlClient tx, ReceiptStore.Mark mark, Events.SettledPage page, Instant now) {
    if (page.last() == mark.event()) {
      return Future.succeededFuture(true);
    }
    var next = new ReceiptStore.Mark(mark.number() + page.bills().size(), page.last());
    return ReceiptStore.add(tx, mark.number(), page.bills(), now)
        .compose(added -> ReceiptStore.moveMark(tx, next))
        .map(moved -> page.isTheLast());
  }
}
