package vn.baodanh.payment.audit;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.export.Exports;
import vn.baodanh.payment.http.Page;

/** Shows who asked for what, in the order in which it was asked. */
public final class ListAudit implements Handler<RoutingContext> {
  private final Pool pool;

  public ListAudit(Pool pool) {
    this.pool = pool;
  }

  @Override
  public void handle(RoutingContext ctx) {
    Exports.list(
        ctx,
        "entries",
        this::page,
        "id",
        "at",
        "actor",
        "roles",
        "action",
        "object",
        "named",
        "requestId");
  }

  private Future<JsonObject> page(Page page) {
    return Postgres.inTime(
            pool.preparedQuery(
                    """
                    SELECT id, at, actor, roles, action, object, named, request_id FROM audit
                    WHERE id > $1 ORDER BY id LIMIT $2
                    """)
                .execute(Tuple.of(page.after(), page.limit())))
        .map(rows -> page.answer("entries", "id", rows));
  }
}
