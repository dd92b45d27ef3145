package vn.baodanh.registration.institution;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.PostgresSettings;
import vn.baodanh.kit.Redis;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.season.Calendar;

/** What universities read and send in, wired. */
public final class Institutions {
  private final Pool pulls;
  private final Puller puller;
  private final FeedHandlers feed;

  public Institutions(
      Vertx vertx,
      Pool pool,
      Redis redis,
      Calendar calendar,
      Partitions partitions,
      InstitutionSettings settings,
      PostgresSettings postgres,
      Clock clock,
      MeterRegistry registry) {
    this.pulls = Postgres.pool(vertx, ofPulls(postgres, settings));
    this.puller = new Puller(pulls, pool, settings.pullsAtOnce(), registry);
    var lock = new ListLock(pool, calendar, partitions, clock);
    var limit = new PullLimit(vertx, redis, settings.pullsPerMinute(), clock);
    this.feed = new FeedHandlers(lock, limit, puller);
  }

  private static PostgresSettings ofPulls(PostgresSettings postgres, InstitutionSettings settings) {
    return new PostgresSettings(
        postgres.url(),
        settings.connections(),
        postgres.waitQueueSize(),
        postgres.connectTimeout());
  }

  /** To be deployed in virtual threads, on every node. */
  public List<Deployable> pullers() {
    return List.of(puller);
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return feed.byOperation();
  }

  public Future<Void> close() {
    return pulls.close();
  }
}
