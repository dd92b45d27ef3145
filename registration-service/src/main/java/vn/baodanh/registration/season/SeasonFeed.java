package vn.baodanh.registration.season;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Redis;
import vn.baodanh.registration.filing.Rules;

/**
 * Follows the season's windows: asks Postgres every second, and tells Redis what it learned. While
 * Postgres is away no window can be changed, so what the nodes last told Redis is still in force,
 * and confirms a node as well (decision 0005).
 */
public final class SeasonFeed extends VerticleBase implements Calendar {
  private static final Logger LOG = LoggerFactory.getLogger(SeasonFeed.class);
  private static final byte[] KEY = "season".getBytes(UTF_8);
  private static final long EVERY_MS = 1_000;
  private static final Duration CONFIRMED_FOR = Duration.ofSeconds(5);

  private final Pool pool;
  private final Redis redis;
  private final Clock clock;
  private volatile Season season;
  private volatile Instant confirmedAt = Instant.EPOCH;
  private volatile boolean postgresAnswers;
  private boolean asking;

  /**
   * @param rules of the season that is run
   */
  public SeasonFeed(Pool pool, Redis redis, Clock clock, Rules rules) {
    this.pool = pool;
    this.redis = redis;
    this.clock = clock;
    this.season = new Season(rules.season(), rules, List.of());
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MS, tick -> refresh());
    return ask();
  }

  @Override
  public Season season() {
    return season;
  }

  @Override
  public boolean isConfirmed() {
    return clock.instant().isBefore(confirmedAt.plus(CONFIRMED_FOR));
  }

  /** Whether Postgres answered when it was asked last. */
  public boolean postgresAnswers() {
    return postgresAnswers;
  }

  private void refresh() {
    if (asking) {
      return;
    }
    asking = true;
    ask()
        .onComplete(
            done -> asking = false,
            failure -> {
              asking = false;
              LOG.warn("windows are not confirmed: {}", failure.toString());
            });
  }

  private Future<Void> ask() {
    Instant asked = clock.instant();
    return fromPostgres()
        .timeout(EVERY_MS, java.util.concurrent.TimeUnit.MILLISECONDS)
        .onComplete(answer -> postgresAnswers = answer.succeeded())
        .onSuccess(this::tellRedis)
        .recover(postgresIsAway -> fromRedis())
        .map(windows -> {
          season = new Season(season.code(), season.rules(), windows);
          confirmedAt = asked;
          return null;
        });
  }

  private Future<List<Window>> fromPostgres() {
    return pool.preparedQuery(
            """
            SELECT id, step, opens_at, closes_at, hidden FROM season_window WHERE season = $1 ORDER BY opens_at, id
            """)
        .execute(Tuple.of(season.code()))
        .map(rows -> rows.stream().map(SeasonFeed::window).toList());
  }

  private static Window window(Row row) {
    return new Window(
        row.getString(0),
        row.getString(1),
        row.getOffsetDateTime(2).toInstant(),
        row.getOffsetDateTime(3).toInstant(),
        row.getBoolean(4));
  }

  private void tellRedis(List<Window> windows) {
    JsonArray json = new JsonArray();
    for (Window window : windows) {
      json.add(
          new JsonObject()
              .put("id", window.id())
              .put("step", window.step())
              .put("opens", window.opens().toString())
              .put("closes", window.closes().toString())
              .put("hidden", window.hidden()));
    }
    try {
      var _ = redis.async().set(KEY, json.encode().getBytes(UTF_8));
    } catch (RuntimeException redisIsAway) {
      LOG.debug("Redis was not told the windows", redisIsAway);
    }
  }

  private Future<List<Window>> fromRedis() {
    return Future.fromCompletionStage(redis.async().get(KEY), context)
        .map(text -> {
          if (text == null) {
            throw new IllegalStateException("neither Postgres nor Redis knows the windows");
          }
          return new JsonArray(new String(text, UTF_8))
              .stream().map(JsonObject.class::cast).map(SeasonFeed::window).toList();
        });
  }

  private static Window window(JsonObject json) {
    return new Window(
        json.getString("id"),
        json.getString("step"),
        Instant.parse(json.getString("opens")),
        Instant.parse(json.getString("closes")),
        json.getBoolean("hidden"));
  }
}
