package vn.baodanh.payment.ledger;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.http.Unavailable;

/** Shows the worklist: money that fits nothing, in the order in which it came. */
public final class ListDifferences implements Handler<RoutingContext> {
  private static final String PAGE = "100";

  private final Pool pool;

  public ListDifferences(Pool pool) {
    this.pool = pool;
  }

  @Override
  public void handle(RoutingContext ctx) {
    long after = Long.parseLong(ctx.request().getParam("after", "0"));
    int limit = Integer.parseInt(ctx.request().getParam("limit", PAGE));
    Postgres.inTime(
            pool.preparedQuery(
                    """
                    SELECT id, at, kind, platform, reference, transaction_no, amount, expected
                    FROM difference WHERE id > $1 ORDER BY id LIMIT $2
                    """)
                .execute(Tuple.of(after, limit)))
        .onSuccess(rows -> {
          JsonArray differences = new JsonArray();
          long last = after;
          for (Row row : rows) {
            differences.add(json(row));
            last = row.getLong(0);
          }
          ctx.json(new JsonObject().put("differences", differences).put("next", last));
        })
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private static JsonObject json(Row row) {
    JsonObject difference =
        new JsonObject()
            .put("id", row.getLong(0))
            .put("at", row.getOffsetDateTime(1).toInstant().toString())
            .put("kind", row.getString(2))
            .put("platform", row.getString(3))
            .put("reference", row.getString(4))
            .put("transactionNo", row.getString(5))
            .put("amount", row.getLong(6));
    return row.getLong(7) == null ? difference : difference.put("expected", row.getLong(7));
  }
}
