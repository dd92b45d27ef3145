package vn.baodanh.registration.season;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
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
   * @param isTrial whether it is the season's trial
   */
  public SeasonFeed(Pool pool, Redis redis, Clock clock, Rules rules, boolean isTrial) {
    this.pool = pool;
    this.redis = redis;
    this.clock = clock;
    this.season = new Season(rules, isTrial, List.of());
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
        .map(versions -> {
          learn(versions, asked);
          confirmedAt = asked;
          return null;
        });
  }

  /**
   * Versions are only added, so whoever knows more of them knows better: a node does not go back to
   * what another one, slower, has told Redis.
   */
  private void learn(List<WindowVersion> versions, Instant asked) {
    List<WindowVersion> known = season.versions();
    if (versions.size() < known.size()) {
      tellRedis(known);
      return;
    }
    if (!known.isEmpty() && versions.stream().anyMatch(version -> isLate(version, asked))) {
      LOG.error("a window was changed with effect from before this node could know");
    }
    if (!versions.equals(known)) {
      season = new Season(season.rules(), season.isTrial(), versions);
    }
  }

  /** Whether something may have been judged by the version before although this was in force. */
  private boolean isLate(WindowVersion version, Instant asked) {
    return version.effectiveAt().isBefore(asked)
        && season
            .newest(version.window().id())
            .filter(known -> known.version() >= version.version())
            .isEmpty();
  }

  private Future<List<WindowVersion>> fromPostgres() {
    return WindowStore.versions(pool, season.code());
  }

  private void tellRedis(List<WindowVersion> versions) {
    JsonArray json = new JsonArray();
    versions.forEach(version -> json.add(version.toJson()));
    try {
      var _ = redis.async().set(KEY, json.encode().getBytes(UTF_8));
    } catch (RuntimeException redisIsAway) {
      LOG.debug("Redis was not told the windows", redisIsAway);
    }
  }

  private Future<List<WindowVersion>> fromRedis() {
    return Future.fromCompletionStage(redis.async().get(KEY), context)
        .map(text -> {
          if (text == null) {
            throw new IllegalStateException("neither Postgres nor Redis knows the windows");
          }
          return new JsonArray(new String(text, UTF_8))
              .stream().map(JsonObject.class::cast).map(WindowVersion::of).toList();
        });
  }
}
