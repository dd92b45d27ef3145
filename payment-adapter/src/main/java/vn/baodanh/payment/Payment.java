package vn.baodanh.payment;

import io.vertx.core.Handler;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import vn.baodanh.kit.ApiServer;
import vn.baodanh.kit.Contract;
import vn.baodanh.kit.HttpLimits;
import vn.baodanh.kit.ManagementServer;
import vn.baodanh.kit.Metrics;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.ReadinessCheck;
import vn.baodanh.kit.Redis;
import vn.baodanh.kit.Running;
import vn.baodanh.kit.Tokens;
import vn.baodanh.payment.attempt.Recorder;
import vn.baodanh.payment.attempt.ShowBill;
import vn.baodanh.payment.attempt.StartAttempt;
import vn.baodanh.payment.audit.Audited;
import vn.baodanh.payment.audit.ListAudit;
import vn.baodanh.payment.bill.CreateBill;
import vn.baodanh.payment.event.ListEvents;
import vn.baodanh.payment.event.WakeUp;
import vn.baodanh.payment.http.Roles;
import vn.baodanh.payment.ledger.ListAccounts;
import vn.baodanh.payment.ledger.ListEntries;
import vn.baodanh.payment.ledger.TrialBalance;
import vn.baodanh.payment.notification.Notifications;
import vn.baodanh.payment.payout.PayoutHandlers;
import vn.baodanh.payment.platform.Inbox;
import vn.baodanh.payment.platform.Platform;
import vn.baodanh.payment.platform.Platforms;
import vn.baodanh.payment.platform.momo.Momo;
import vn.baodanh.payment.platform.vnpay.Vnpay;
import vn.baodanh.payment.receipt.Receipts;
import vn.baodanh.payment.refund.RefundEvidence;
import vn.baodanh.payment.refund.RefundHandlers;
import vn.baodanh.payment.refund.RefundSender;
import vn.baodanh.payment.refund.Refunds;
import vn.baodanh.payment.settlement.Settlement;
import vn.baodanh.payment.sweep.Sweep;
import vn.baodanh.payment.web.FinancePages;
import vn.baodanh.payment.work.Loop;

/**
 * The service, wired: configuration in, running verticles out. Opening and closing block, and
 * belong on a thread of their own. One process runs one; a test may run several.
 */
public final class Payment implements AutoCloseable {
  /**
   * Statements are prepared once, the first time while tables may be empty. A plan that reads a
   * whole table is then kept while it grows, and every statement here has an index. To plan each
   * anew for its parameters would take as long as most take to be done.
   */
  private static final Map<String, String> BY_INDEX =
      Map.of("enable_seqscan", "off", "plan_cache_mode", "force_generic_plan");

  private static final Set<String> OF_SERVICES_AND_STAFF =
      Set.of("getBill", "getReceipt", "listEvents");

  private final Running running;
  private final ApiServer api;
  private final ManagementServer management;

  /**
   * Starts everything, in the order in which one part needs another. What was started is stopped
   * again if a later part fails.
   *
   * @param lifecycle not ready while the process is about to stop
   */
  public Payment(
      Vertx vertx,
      Metrics metrics,
      PaymentSettings settings,
      Clock clock,
      ReadinessCheck lifecycle) {
    this.running = new Running(vertx);
    try {
      Postgres.migrate(settings.migration(), "classpath:db/migration");
      Pool pool = Postgres.pool(vertx, settings.postgres(), BY_INDEX);
      running.add(pool::close);
      Postgres.awaitDurable(pool);
      WakeUp wakeUp = new WakeUp(() -> Redis.connect(vertx, settings.redis()));
      running.deploy(ThreadingModel.EVENT_LOOP, List.of(wakeUp));
      Tokens tokens = new Tokens(vertx, settings.tokens(), clock);
      tokens.start().await();
      running.add(tokens::close);

      Recorder recorder =
          new Recorder(
              pool,
              clock,
              Notifications::keep,
              Refunds::open,
              settings.attempts().asking().first(),
              settings.together(),
              wakeUp::wake);
      running.deploy(ThreadingModel.VIRTUAL_THREAD, List.of(recorder.verticle()));
      Inbox inbox = new Notifications(pool, recorder, metrics.registry());
      Platforms platforms = platforms(vertx, settings.platforms(), inbox, clock);
      Sweep sweep = new Sweep(pool, recorder, platforms, settings.attempts().asking(), clock);
      RefundSender sender =
          new RefundSender(pool, platforms, clock, settings.refundAgain(), wakeUp::wake);
      Receipts receipts = new Receipts(pool, settings.receipts(), clock);
      CreateBill bills = new CreateBill(pool, settings.together(), wakeUp::wake);
      StartAttempt attempts =
          new StartAttempt(
              pool, platforms, settings.attempts(), settings.together(), new SecureRandom());
      running.deploy(
          ThreadingModel.VIRTUAL_THREAD,
          List.of(
              new Loop("sweep", settings.attempts().asking().interval(), sweep::askDue),
              new Loop("refunds", settings.attempts().asking().interval(), sender::sendDue),
              receipts.verticle(),
              bills.verticle(),
              attempts.verticle()));

      Map<String, Handler<RoutingContext>> byPlatforms = new HashMap<>(Momo.notInUse());
      platforms.all().forEach(platform -> byPlatforms.putAll(platform.handlers()));
      Map<String, Handler<RoutingContext>> handlers = new HashMap<>(byPlatforms);
      handlers.put("createBill", bills);
      handlers.put("getBill", new ShowBill(pool));
      handlers.put("startAttempt", attempts);
      handlers.put("listEvents", new ListEvents(pool));
      handlers.putAll(receipts.byOperation());
      handlers.replaceAll((id, handler) ->
          OF_SERVICES_AND_STAFF.contains(id) ? Audited.of(pool, id, handler) : handler);
      Settlement settlement =
          new Settlement(
              vertx,
              pool,
              settings.settlement(),
              settings.postgres().url(),
              platforms.all().stream().map(Platform::name).toList(),
              recorder,
              new RefundEvidence(pool, wakeUp::wake),
              clock);
      running.deploy(ThreadingModel.VIRTUAL_THREAD, settlement.verticles());
      handlers.putAll(Audited.all(pool, ofStaff(pool, settlement, wakeUp)));

      Contract contract = Contract.load(vertx, "openapi.yaml").await();
      FinancePages pages = new FinancePages();
      Supplier<Handler<HttpServerRequest>> router =
          () -> {
            Router routes =
                contract.router(handlers, tokens.handler(), new Roles(), byPlatforms.keySet());
            pages.addTo(routes);
            return routes;
          };
      management =
          ManagementServer.listen(
                  vertx,
                  settings.host(),
                  settings.managementPort(),
                  List.of(lifecycle),
                  metrics.registry())
              .await();
      running.add(management::close);
      api =
          ApiServer.listen(
                  vertx,
                  settings.host(),
                  settings.port(),
                  settings.eventLoops(),
                  HttpLimits.DEFAULT,
                  clock,
                  router)
              .await();
      running.add(() -> api.shutdown(settings.drain()));
    } catch (Exception e) { // what a Future failed with is thrown as it is, checked or not
      close();
      throw e;
    }
  }

  private static Map<String, Handler<RoutingContext>> ofStaff(
      Pool pool, Settlement settlement, WakeUp wakeUp) {
    Map<String, Handler<RoutingContext>> handlers = new HashMap<>(settlement.byOperation());
    handlers.putAll(new RefundHandlers(pool, wakeUp::wake).byOperation());
    handlers.putAll(new PayoutHandlers(pool).byOperation());
    handlers.put("listAccounts", new ListAccounts(pool));
    handlers.put("listEntries", new ListEntries(pool));
    handlers.put("getTrialBalance", new TrialBalance(pool));
    handlers.put("listAudit", new ListAudit(pool));
    return handlers;
  }

  private static Platforms platforms(
      Vertx vertx, PlatformSettings settings, Inbox inbox, Clock clock) {
    List<Platform> inUse = new ArrayList<>();
    inUse.add(new Vnpay(vertx, settings.vnpay(), inbox, clock));
    settings.momo().ifPresent(momo -> inUse.add(new Momo(vertx, momo, inbox, clock)));
    return new Platforms(inUse);
  }

  public int port() {
    return api.port();
  }

  public int managementPort() {
    return management.port();
  }

  /** Stops everything in reverse. */
  @Override
  public void close() {
    running.close();
  }
}
