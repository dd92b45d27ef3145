package vn.baodanh.payment.payout;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.LocalDate;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.export.Exports;
import vn.baodanh.payment.export.Table;
import vn.baodanh.payment.http.Dates;
import vn.baodanh.payment.http.RowJson;
import vn.baodanh.payment.http.Unavailable;
import vn.baodanh.payment.ledger.Ledger;

/**
 * What each institution is owed and why, over some days: what was there before, what was collected
 * for it, its share of the charge, refunds, corrections, what was paid out, and what is left. Read
 * from the ledger alone, so it is what the ledger says.
 */
final class Statements implements Handler<RoutingContext> {
  private final Pool pool;

  Statements(Pool pool) {
    this.pool = pool;
  }

  @Override
  public void handle(RoutingContext ctx) {
    LocalDate from = Dates.parameter(ctx, "from").orElseThrow();
    LocalDate to = Dates.parameter(ctx, "to").orElseThrow();
    Postgres.inTime(Ledger.statements(pool, from, to))
        .onSuccess(rows -> {
          if (Exports.isAskedFor(ctx)) {
            Exports.answer(ctx, table("statements-%s-%s".formatted(from, to), rows));
          } else {
            ctx.json(
                new JsonObject()
                    .put("from", from.toString())
                    .put("to", to.toString())
                    .put("statements", RowJson.of(rows)));
          }
        })
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  /** With a last row that sums up. */
  private static Table table(String name, RowSet<Row> rows) {
    Table table =
        new Table(
            name,
            "institution",
            "opening",
            "collected",
            "charge",
            "refunds",
            "corrections",
            "paidOut",
            "closing");
    long[] sums = new long[7];
    for (Row row : rows) {
      Object[] cells = new Object[8];
      cells[0] = row.getString(0);
      for (int i = 1; i <= sums.length; i++) {
        cells[i] = row.getLong(i);
        sums[i - 1] += row.getLong(i);
      }
      table.row(cells);
    }
    table.row("TOTAL", sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]);
    return table;
  }
}
