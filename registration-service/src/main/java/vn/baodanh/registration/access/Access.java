package vn.baodanh.registration.access;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import vn.baodanh.registration.approval.Effect;
import vn.baodanh.registration.approval.Proposals;

/** Who may do what, wired. */
public final class Access {
  private final Grants grants;
  private final GrantFeed feed;

  /**
   * @param issuer the portal, which names people
   * @param machines told the public keys of all machines, each a JWK by its id, whenever they
   *     change
   */
  public Access(Pool pool, String issuer, Clock clock, Consumer<Map<String, JsonObject>> machines) {
    this.grants = new Grants(pool, issuer, clock);
    this.feed = new GrantFeed(pool, clock, machines);
  }

  /** To be deployed; it lets nobody in before. */
  public GrantFeed feed() {
    return feed;
  }

  /** What approved proposals do, by their kinds. */
  public Map<String, Effect> effects() {
    return Map.of(Grants.KIND, grants.effect());
  }

  public Map<String, Handler<RoutingContext>> byOperation(Proposals proposals) {
    return new GrantHandlers(grants, feed, proposals).byOperation();
  }
}
