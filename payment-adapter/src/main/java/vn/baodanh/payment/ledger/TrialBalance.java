package vn.baodanh.payment.ledger;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.export.Exports;
import vn.baodanh.payment.export.Table;
import vn.baodanh.payment.http.Dates;
import vn.baodanh.payment.http.RowJson;
import vn.baodanh.payment.http.Unavailable;

/** Shows the balances of all accounts at the close of a day; they sum to nothing. */
public final class TrialBalance implements Handler<RoutingContext> {
  private final Pool pool;

  public TrialBalance(Pool pool) {
    this.pool = pool;
  }

  @Override
  public void handle(RoutingContext ctx) {
    LocalDate day = Dates.parameter(ctx, "day").orElseThrow();
    Postgres.inTime(
            pool.preparedQuery(
                    """
                    SELECT account, opening, debit, credit, closing FROM day_balance WHERE day = $1 ORDER BY account COLLATE "C"
                    """)
                .execute(Tuple.of(day)))
        .onSuccess(rows -> {
          if (Exports.isAskedFor(ctx)) {
            Exports.answer(ctx, table("trial-balance-" + day, rows));
          } else {
            ctx.json(new JsonObject().put("day", day.toString()).put("accounts", RowJson.of(rows)));
          }
        })
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private static Table table(String name, RowSet<Row> rows) {
    Table table = new Table(name, "account", "opening", "debit", "credit", "closing");
    long[] sums = new long[4];
    for (Row row : rows) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += row.getLong(i + 1);
      }
      table.row(row.getString(0), row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    }
    table.row("TOTAL", sums[0], sums[1], sums[2], sums[3]);
    return table;
  }
}
