package vn.baodanh.payment.event;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.http.Unavailable;

/** Shows what happened after a position, in order. */
public final class ListEvents implements Handler<RoutingContext> {
  private static final String PAGE = "500";

  private final Pool pool;

  public ListEvents(Pool pool) {
    this.pool = pool;
  }

  @Override
  public void handle(RoutingContext ctx) {
    long after = Long.parseLong(ctx.request().getParam("after", "0"));
    int limit = Integer.parseInt(ctx.request().getParam("limit", PAGE));
    Postgres.inTime(
            pool.preparedQuery(
                    """
                    SELECT position, at, type, bill_id, candidate_id, amount, reference, platform, paid_at, refund_id, reason
                    FROM event WHERE position > $1 ORDER BY position LIMIT $2
                    """)
                .execute(Tuple.of(after, limit)))
        .onSuccess(rows -> {
          JsonArray events = new JsonArray();
          long last = after;
          for (Row row : rows) {
            events.add(json(row));
            last = row.getLong(0);
          }
          ctx.json(new JsonObject().put("events", events).put("next", last));
        })
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private static JsonObject json(Row row) {
    JsonObject event =
        new JsonObject()
            .put("position", row.getLong(0))
            .put("at", text(row.getOffsetDateTime(1)))
            .put("type", row.getString(2))
            .put("billId", row.getUUID(3).toString())
            .put("candidateId", row.getUUID(4).toString())
            .put("amount", row.getLong(5));
    putIfAny(event, "reference", row.getString(6));
    putIfAny(event, "platform", row.getString(7));
    putIfAny(event, "paidAt", text(row.getOffsetDateTime(8)));
    putIfAny(event, "refundId", text(row.getUUID(9)));
    putIfAny(event, "reason", row.getString(10));
    return event;
  }

  private static @Nullable String text(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant().toString();
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static void putIfAny(JsonObject event, String name, @Nullable String value) {
    if (value != null) {
      event.put(name, value);
    }
  }
}
