package vn.baodanh.payment.audit;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.Tokens;
import vn.baodanh.payment.http.Unavailable;

/**
 * Writes down who of the staff asks for what, before it is answered: nobody sees or changes
 * anything of which there is no row. What services ask for themselves is not written.
 */
public final class Audited implements Handler<RoutingContext> {
  private static final Set<String> STAFF =
      Set.of("finance", "finance-approver", "auditor", "operator");
  private static final Set<String> WRITTEN = Set.of("note", "text", "reason");
  private static final int LONGEST_OBJECT = 500;

  private final Pool pool;
  private final String action;
  private final Handler<RoutingContext> next;

  private Audited(Pool pool, String action, Handler<RoutingContext> next) {
    this.pool = pool;
    this.action = action;
    this.next = next;
  }

  /** The same handlers, audited under their operations' ids. */
  public static Map<String, Handler<RoutingContext>> all(
      Pool pool, Map<String, Handler<RoutingContext>> byOperation) {
    Map<String, Handler<RoutingContext>> audited = new HashMap<>();
    byOperation.forEach((id, handler) -> audited.put(id, of(pool, id, handler)));
    return audited;
  }

  /** The same handler, audited under its operation's id. */
  public static Handler<RoutingContext> of(Pool pool, String id, Handler<RoutingContext> handler) {
    return new Audited(pool, id, handler);
  }

  @Override
  public void handle(RoutingContext ctx) {
    Bearer bearer = Tokens.bearer(ctx);
    if (bearer.roles().stream().noneMatch(STAFF::contains)) {
      next.handle(ctx);
      return;
    }
    ctx.request().pause(); // a body that is read by the handler must wait for it
    Postgres.inTime(
            pool.preparedQuery(
                    """
                    INSERT INTO audit (at, actor, roles, action, object, request_id, named)
                    VALUES ($1, $2, $3, $4, $5, $6, $7)
                    """)
                .execute(
                    Tuple.of(
                            Received.at(ctx).atOffset(ZoneOffset.UTC),
                            bearer.subject(),
                            bearer.roles().stream().sorted().toArray(String[]::new),
                            action,
                            object(ctx),
                            Received.of(ctx).requestId())
                        .addValue(named(ctx))))
        .onSuccess(written -> handleNext(ctx))
        .onFailure(failure -> {
          ctx.request().resume();
          Unavailable.orDefect(ctx, failure);
        });
  }

  private void handleNext(RoutingContext ctx) {
    ctx.request().resume();
    try {
      next.handle(ctx);
    } catch (RuntimeException e) { // the router would have caught it
      ctx.fail(e);
    }
  }

  /** The body without what people wrote, if it is JSON: which ids, amounts, resolution, … */
  private static @Nullable JsonObject named(RoutingContext ctx) {
    @Nullable JsonObject body = ctx.body().available() ? ctx.body().asJsonObject() : null;
    if (body == null) {
      return null;
    }
    JsonObject named = body.copy();
    WRITTEN.forEach(named::remove);
    return named.isEmpty() ? null : named;
  }

  private static String object(RoutingContext ctx) {
    String uri = ctx.request().uri();
    return uri.substring(0, Math.min(LONGEST_OBJECT, uri.length())).replace('\0', ' ');
  }
}
