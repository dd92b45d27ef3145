package vn.baodanh.registration.institution;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.PostgresSession;
import vn.baodanh.kit.PostgresSettings;
import vn.baodanh.kit.Redis;
import vn.baodanh.registration.catalogue.Catalogue;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.institution.OftenLimit.Kind;
import vn.baodanh.registration.log.LogSigner;
import vn.baodanh.registration.season.Calendar;

/** What universities read and send in, wired. */
public final class Institutions {
  private final Pool pulls;
  private final Streams streams;
  private final SnapshotMaker snapshotMaker;
  private final FeedHandlers feed;
  private final SnapshotHandlers snapshots;
  private final AdmittedHandlers admitted;

  /**
   * @param connect opens a connection for one that holds locks
   * @param signer signs the manifests of snapshots
   */
  public Institutions(
      Vertx vertx,
      Pool pool,
      Supplier<Future<PostgresSession>> connect,
      Redis redis,
      Calendar calendar,
      Catalogue catalogue,
      Partitions partitions,
      LogSigner signer,
      InstitutionSettings settings,
      PostgresSettings postgres,
      Clock clock,
      MeterRegistry registry) {
    pulls = Postgres.pool(vertx, ofPulls(postgres, settings));
    streams = new Streams(settings.pullsAtOnce());
    var lock = new ListLock(pool, calendar, partitions, clock);
    var limit = new OftenLimit(vertx, redis, Kind.PULLS, settings.pullsPerMinute(), clock);
    var uploads = new OftenLimit(vertx, redis, Kind.UPLOADS, settings.uploadsPerMinute(), clock);
    var audit = new PullAudit(pool, registry);
    feed = new FeedHandlers(lock, limit, streams, new FeedAnswer(pulls, audit));
    snapshots = new SnapshotHandlers(pulls, lock, limit, streams, audit);
    admitted =
        new AdmittedHandlers(
            pool, lock, uploads, streams, catalogue, () -> calendar.season().rules().fee(), clock);
    snapshotMaker =
        new SnapshotMaker(
            connect, lock, () -> calendar.season().rules().rulesVersion(), signer, clock);
  }

  private static PostgresSettings ofPulls(PostgresSettings postgres, InstitutionSettings settings) {
    return new PostgresSettings(
        postgres.url(),
        settings.connections(),
        postgres.waitQueueSize(),
        postgres.connectTimeout());
  }

  /** To be deployed in virtual threads, on every node. */
  public List<Deployable> streams() {
    return List.of(streams);
  }

  /** To be deployed in virtual threads where the projection is. */
  public List<Deployable> makers() {
    return List.of(snapshotMaker);
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    var handlers = new HashMap<>(feed.byOperation());
    handlers.putAll(snapshots.byOperation());
    handlers.putAll(admitted.byOperation());
    return handlers;
  }

  public Future<Void> close() {
    return pulls.close();
  }
}
