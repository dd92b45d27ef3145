package vn.baodanh.registration.billing;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.baodanh.kit.Redis;
import vn.baodanh.kit.TrustedProxies;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.message.Messages;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.season.Calendar;

/** The way of the money from the candidate's side, wired. */
public final class Billing {
  private final Adapter adapter;
  private final EventFollower follower;
  private final Map<String, Handler<RoutingContext>> handlers;

  /**
   * @param proxies say from where a payer came
   * @param linkKey makes payment links, 32 bytes or more; may serve elsewhere too
   */
  public Billing(
      Vertx vertx,
      Pool pool,
      Redis redis,
      Candidates candidates,
      Calendar calendar,
      Messages messages,
      Partitions partitions,
      BillingSettings settings,
      TrustedProxies proxies,
      byte[] linkKey,
      MeterRegistry metrics,
      Clock clock) {
    var tokens = new CallerTokens(settings.callerKey(), clock);
    this.adapter =
        new Adapter(vertx, settings, tokens, new AdapterCalls(vertx, settings.together(), metrics));
    var mark = new BehindTheMark(calendar, partitions);
    var telling = new Telling(pool, adapter);
    this.follower = new EventFollower(pool, redis, adapter, telling, messages);
    var payments = new Payments(pool, candidates, mark, telling, adapter);
    var bills =
        new BillHandlers(
            pool,
            candidates,
            calendar,
            new Bills(pool, mark, new SecureRandom()),
            telling,
            payments,
            adapter,
            follower::wake,
            proxies,
            settings.platforms());
    this.handlers = new HashMap<>(bills.byOperation());
    handlers.putAll(
        new LinkHandlers(pool, candidates, new LinkTokens(linkKey), payments, bills).byOperation());
    handlers.put("createPaymentToken", new StaffTokens(pool, tokens)::createPaymentToken);
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return handlers;
  }

  /** To be deployed on a virtual thread; nothing where there is no adapter to follow. */
  public List<Deployable> followers() {
    return adapter.isPresent() ? List.of(follower) : List.of();
  }

  /** To be called when the followers have stopped. */
  public Future<Void> close() {
    adapter.close();
    return Future.succeededFuture();
  }
}
