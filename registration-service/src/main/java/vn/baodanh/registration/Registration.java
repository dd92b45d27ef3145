package vn.baodanh.registration;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vn.baodanh.kit.ApiServer;
import vn.baodanh.kit.Breaker;
import vn.baodanh.kit.Contract;
import vn.baodanh.kit.HttpLimits;
import vn.baodanh.kit.ManagementServer;
import vn.baodanh.kit.Metrics;
import vn.baodanh.kit.NotDurableException;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.PostgresSession;
import vn.baodanh.kit.ReadinessCheck;
import vn.baodanh.kit.Redis;
import vn.baodanh.kit.Running;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.access.Access;
import vn.baodanh.registration.access.FirstOperators;
import vn.baodanh.registration.approval.Effect;
import vn.baodanh.registration.approval.ProposalHandlers;
import vn.baodanh.registration.approval.Proposals;
import vn.baodanh.registration.billing.Billing;
import vn.baodanh.registration.candidate.CandidateHandlers;
import vn.baodanh.registration.candidate.RegistrationLookup;
import vn.baodanh.registration.catalogue.CatalogueFeed;
import vn.baodanh.registration.catalogue.CatalogueHandlers;
import vn.baodanh.registration.catalogue.CatalogueOperations;
import vn.baodanh.registration.catalogue.CommitVersion;
import vn.baodanh.registration.following.Versions;
import vn.baodanh.registration.identity.Identity;
import vn.baodanh.registration.institution.Institutions;
import vn.baodanh.registration.intake.Intake;
import vn.baodanh.registration.log.ListHeads;
import vn.baodanh.registration.log.LogSigner;
import vn.baodanh.registration.message.Messaging;
import vn.baodanh.registration.people.People;
import vn.baodanh.registration.projection.ApplicationProjection;
import vn.baodanh.registration.queue.ClockWatch;
import vn.baodanh.registration.queue.FilingQueue;
import vn.baodanh.registration.queue.Installation;
import vn.baodanh.registration.queue.QueueWatch;
import vn.baodanh.registration.recording.Backlog;
import vn.baodanh.registration.recording.BatchTools;
import vn.baodanh.registration.recording.DirectLane;
import vn.baodanh.registration.recording.Outcomes;
import vn.baodanh.registration.recording.QueueDoubt;
import vn.baodanh.registration.recording.Recorder;
import vn.baodanh.registration.recording.RecordingDuties;
import vn.baodanh.registration.recording.RecordingMetrics;
import vn.baodanh.registration.season.InstalledSeason;
import vn.baodanh.registration.season.RegisteredDepartments;
import vn.baodanh.registration.season.SeasonFeed;
import vn.baodanh.registration.season.ShowRules;
import vn.baodanh.registration.season.ShowSeason;
import vn.baodanh.registration.season.WindowHandlers;
import vn.baodanh.registration.session.Sessions;
import vn.baodanh.registration.stepup.StepUp;
import vn.baodanh.registration.stepup.StepUpHandlers;
import vn.baodanh.registration.web.Pages;

/**
 * The service, wired: configuration in, running verticles out. Opening and closing block, and
 * belong on a thread of their own. One process runs one; a test may run several.
 */
public final class Registration implements AutoCloseable {
  private static final Duration TOO_OLD_TO_WAIT = Duration.ofSeconds(1);

  /**
   * Every statement here has an index. Of a table that has just begun to fill, and was not analyzed
   * yet, the planner guesses that a batch asks for most, and would read it whole for each.
   */
  private static final Map<String, String> BY_INDEX = Map.of("enable_seqscan", "off");

  private final Running running;
  private final Vertx vertx;
  private final RegistrationSettings settings;
  private final ApiServer api;
  private final ManagementServer management;

  /**
   * Starts everything, in the order in which one part needs another. What was started is stopped
   * again if a later part fails.
   *
   * @param lifecycle not ready while the process is about to stop; no filings are taken then
   */
  public Registration(
      Vertx vertx,
      Metrics metrics,
      RegistrationSettings settings,
      Clock clock,
      ReadinessCheck lifecycle) {
    this.vertx = vertx;
    this.running = new Running(vertx);
    this.settings = settings;
    try {
      Postgres.migrate(settings.migration(), "classpath:db/migration");
      Pool pool = Postgres.pool(vertx, settings.postgres(), BY_INDEX);
      running.add(pool::close);
      Postgres.awaitDurable(pool);
      InstalledSeason.check(pool, settings.rules().season(), settings.trial()).await();
      Redis redis = Redis.connect(vertx, settings.redis()).await();
      running.add(redis::close);
      String epoch = new Installation(vertx, pool, redis, settings.partitions()).open().await();

      var queue = new FilingQueue(redis::async, redis::replicated, epoch);
      var breaker = breaker();
      var watch = new QueueWatch(redis::usedMemory, breaker, settings.queueMostBytes());
      var doubt = new QueueDoubt(pool, watch::isReachable);
      redis.onDisconnect(doubt::raise);
      redis.onReconnect(checked -> {
        if (checked.cause() instanceof NotDurableException e) {
          watch.declareLost("Redis does not keep what it is given any more: " + e.getMessage());
        }
      });
      var clockWatch = new ClockWatch(redis, clock);
      var windowVersions = new Versions(redis, clock, "season");
      var catalogueVersions = new Versions(redis, clock, "catalogue");
      var season = new SeasonFeed(pool, windowVersions, clock, settings.rules(), settings.trial());
      FirstOperators.appoint(pool, settings.tokens().issuer(), settings.firstOperators()).await();
      var tokens = new Tokens(vertx, settings.tokens(), clock);
      var access = new Access(pool, settings.tokens().issuer(), clock, tokens::trustMachines);
      var catalogue = new CatalogueFeed(pool, catalogueVersions, clock, settings.rules().year());
      running.deploy(
          ThreadingModel.EVENT_LOOP,
          List.of(watch, doubt, clockWatch, season, access.feed(), catalogue));
      var signer = LogSigner.of(settings.logKey());
      var tools = new BatchTools(clock, signer, new SecureRandom());
      var outcomes = new Outcomes(vertx, redis, pool, settings.mostWaiting());
      outcomes.listen().await();
      var backlog = new Backlog(pool, queue, watch, clock, metrics.registry());
      running.deploy(ThreadingModel.EVENT_LOOP, List.of(backlog));
      var recordingMetrics = new RecordingMetrics(metrics.registry(), clock);
      if (settings.has(RegistrationSettings.RECORDING)) {
        var duties =
            new RecordingDuties(
                queue,
                () -> season.season().filingWindows(clock.instant()),
                clock,
                settings.partitions().count());
        List<Recorder> recorders = new ArrayList<>();
        for (int p = 0; p < settings.partitions().count(); p++) {
          recorders.add(
              new Recorder(
                  p,
                  settings.partitions().count(),
                  queue,
                  this::session,
                  tools,
                  settings.recording(),
                  duties,
                  outcomes,
                  watch,
                  recordingMetrics));
        }
        running.deploy(ThreadingModel.VIRTUAL_THREAD, recorders);
      }
      if (settings.has(RegistrationSettings.PROJECTION)) {
        running.deploy(
            ThreadingModel.VIRTUAL_THREAD,
            List.of(
                new ApplicationProjection(
                    this::session,
                    settings.partitions(),
                    settings.rules().institutions().seePlaces(),
                    clock,
                    new SecureRandom())));
      }
      var direct =
          new DirectLane(pool, settings.partitions(), tools, settings.recording(), outcomes);
      running.deploy(ThreadingModel.VIRTUAL_THREAD, List.of(direct));

      tokens.start().await();
      running.add(tokens::close);
      var sessions =
          new Sessions(
              vertx,
              redis,
              settings.session(),
              settings.tokens(),
              tokens,
              () -> season.season().rules().stepUp(),
              clock);
      sessions.start().await();
      running.add(sessions::close);
      running.deploy(ThreadingModel.EVENT_LOOP, List.of(sessions.follower()));
      var pages = new Pages();
      var contract = Contract.load(vertx, "openapi.yaml").await();
      BooleanSupplier draining = () -> lifecycle.fault().isPresent();
      var messaging = new Messaging(vertx, pool, settings.messages(), settings.partitions(), clock);
      running.add(messaging::close);
      var people = new People(pool, messaging.messages());
      running.deploy(ThreadingModel.EVENT_LOOP, people.watches());
      var identity =
          new Identity(vertx, pool, people.candidates(), messaging.messages(), settings.identity());
      running.add(identity::close);
      var billing =
          new Billing(
              vertx,
              pool,
              redis,
              people.candidates(),
              season,
              messaging.messages(),
              settings.partitions(),
              settings.billing(),
              settings.proxies(),
              settings.intake().macKey(),
              metrics.registry(),
              clock);
      running.add(billing::close);
      if (settings.has(RegistrationSettings.PROJECTION)) {
        running.deploy(
            ThreadingModel.VIRTUAL_THREAD, List.of(people.follower(settings.partitions())));
        running.deploy(ThreadingModel.VIRTUAL_THREAD, messaging.senders());
        running.deploy(ThreadingModel.VIRTUAL_THREAD, identity.checkers());
        running.deploy(ThreadingModel.VIRTUAL_THREAD, billing.followers());
      }
      var stepUp = new StepUp(settings.intake().macKey());
      var intake =
          new Intake(
              settings.intake(),
              season,
              new RegisteredDepartments(pool, clock),
              catalogue,
              people.candidates(),
              people.documents(),
              pool,
              stepUp,
              settings.partitions(),
              queue,
              watch,
              doubt,
              clockWatch,
              breaker,
              direct,
              outcomes,
              settings.proxies(),
              clock,
              draining,
              () -> backlog.age().compareTo(TOO_OLD_TO_WAIT) < 0);
      var institutions =
          new Institutions(
              vertx,
              pool,
              this::session,
              redis,
              season,
              catalogue,
              settings.partitions(),
              signer,
              settings.institutions(),
              settings.postgres(),
              clock,
              metrics.registry());
      running.add(institutions::close);
      running.deploy(ThreadingModel.VIRTUAL_THREAD, institutions.streams());
      if (settings.has(RegistrationSettings.PROJECTION)) {
        running.deploy(ThreadingModel.VIRTUAL_THREAD, institutions.makers());
      }
      var windows = new WindowHandlers(season::season, clock);
      Map<String, Effect> effects = new HashMap<>(access.effects());
      effects.put(CommitVersion.KIND, new CommitVersion(catalogueVersions));
      effects.putAll(people.effects());
      effects.putAll(
          WindowHandlers.effects(
              settings.rules(), clock, clockWatch::isOff, messaging.messages(), windowVersions));
      var proposals = new Proposals(pool, effects);
      var proposed = new ProposalHandlers(proposals);
      var codes =
          new StepUpHandlers(
              pool,
              messaging.codePost(),
              stepUp,
              people.candidates(),
              () -> season.season().rules().stepUp(),
              clock);
      var seen =
          new CandidateHandlers(
              vertx, pool, people.candidates(), queue, settings.partitions(), outcomes, clock);
      var found = new RegistrationLookup(pool, people.documents(), seen);
      var listed = new CatalogueHandlers(catalogue, clock);
      var uploads =
          new CatalogueOperations(vertx, pool, proposals, catalogue, settings.rules(), clock);
      Supplier<Handler<HttpServerRequest>> router =
          () -> {
            Map<String, Handler<RoutingContext>> handlers =
                new HashMap<>(people.noting(seen.byOperation()));
            handlers.putAll(found.byOperation());
            handlers.putAll(proposed.byOperation());
            handlers.putAll(messaging.byOperation(people.candidates()));
            handlers.putAll(people.byOperation(proposals));
            handlers.putAll(identity.byOperation());
            handlers.putAll(billing.byOperation());
            handlers.putAll(access.byOperation(proposals));
            handlers.putAll(codes.byOperation());
            handlers.putAll(windows.byOperation(proposals));
            handlers.putAll(intake.handlersOn(vertx.getOrCreateContext()));
            handlers.put("listHeads", new ListHeads(pool, signer));
            handlers.put("showSeason", new ShowSeason(season::season, clock));
            handlers.put("showRules", new ShowRules(settings.rules().season()));
            handlers.putAll(listed.byOperation());
            handlers.putAll(uploads.byOperation());
            handlers.putAll(institutions.byOperation());
            handlers.putAll(sessions.byOperation());
            var routes =
                contract.router(handlers, sessions.gate(), access.feed(), Intake.OPERATIONS);
            sessions.addTo(routes);
            pages.addTo(routes);
            return routes;
          };
      management =
          ManagementServer.listen(
                  vertx,
                  settings.host(),
                  settings.managementPort(),
                  List.of(
                      lifecycle,
                      watch,
                      clockWatch,
                      new LanesCheck(watch::isReachable, season::postgresAnswers)),
                  metrics.registry())
              .await();
      running.add(management::close);
      api =
          ApiServer.listen(
                  vertx,
                  settings.host(),
                  settings.port(),
                  settings.has(RegistrationSettings.INTAKE) ? settings.eventLoops() : 1,
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

  private Future<PostgresSession> session() {
    return Postgres.session(vertx, settings.postgres(), BY_INDEX);
  }

  private static Breaker breaker() {
    return new Breaker(
        "queue",
        CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(1))
            .permittedNumberOfCallsInHalfOpenState(3)
            .automaticTransitionFromOpenToHalfOpenEnabled(false)
            .build());
  }
}
