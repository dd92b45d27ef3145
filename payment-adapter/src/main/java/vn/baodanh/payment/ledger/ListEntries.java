package vn.baodanh.payment.ledger;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.export.Exports;
import vn.baodanh.payment.http.Dates;
import vn.baodanh.payment.http.Page;

/**
 * Shows the entries of a day, of one account or of all, in the order in which they were booked; or
 * what was booked on later days and belongs to it.
 */
public final class ListEntries implements Handler<RoutingContext> {
  private final Pool pool;

  public ListEntries(Pool pool) {
    this.pool = pool;
  }

  @Override
  public void handle(RoutingContext ctx) {
    Exports.list(
        ctx,
        "entries",
        page -> page(ctx, page),
        "id",
        "at",
        "day",
        "valueDay",
        "cause",
        "debit",
        "credit",
        "amount",
        "reference");
  }

  private Future<JsonObject> page(RoutingContext ctx, Page page) {
    boolean late = ctx.request().getParam("late", "false").equals("true");
    String which = late ? "value_day = $1 AND day > $1" : "day = $1";
    return Postgres.inTime(
            pool.preparedQuery(
                    """
                    SELECT id, at, day, value_day, cause, debit, credit, amount, reference FROM ledger_entry
                    WHERE %s AND id > $2 AND ($3::text IS NULL OR debit = $3 OR credit = $3) ORDER BY id LIMIT $4
                    """
                        .formatted(which))
                .execute(
                    Tuple.of(
                        Dates.parameter(ctx, "day").orElseThrow(),
                        page.after(),
                        ctx.request().getParam("account"),
                        page.limit())))
        .map(rows -> page.answer("entries", "id", rows));
  }
}
