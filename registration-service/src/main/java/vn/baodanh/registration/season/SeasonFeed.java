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
import vn.baodanh.registration.filing.Rules;
import vn.baodanh.registration.following.Follower;
import vn.baodanh.registration.following.Versions;

/**
 * Follows the season's windows. Whoever cannot read them in Postgres learns them from the copy in
 * Redis (decision 0005).
 */
public final class SeasonFeed extends VerticleBase implements Calendar {
  private static final Logger LOG = LoggerFactory.getLogger(SeasonFeed.class);

  /** A change is in force at least 6 s after its transaction was to end. */
  private static final Duration CONFIRMED_FOR = Duration.ofSeconds(5);

  private final Pool pool;
  private final Clock clock;
  private final Follower follower;
  private volatile Season season;

  /**
   * @param rules of the season that is run
   * @param isTrial whether it is the season's trial
   */
  public SeasonFeed(Pool pool, Versions versions, Clock clock, Rules rules, boolean isTrial) {
    this.pool = pool;
    this.clock = clock;
    this.follower = new Follower(versions, new Windows(), clock, CONFIRMED_FOR);
    this.season = new Season(rules, isTrial, List.of());
  }

  @Override
  public Future<?> start() {
    return follower.start(vertx);
  }

  @Override
  public Season season() {
    return season;
  }

  @Override
  public boolean isConfirmed() {
    return follower.isConfirmed();
  }

  /** Whether Postgres answered when it was asked last. */
  public boolean postgresAnswers() {
    return follower.postgresAnswers();
  }

  private final class Windows implements Follower.Followed {
    @Override
    public Future<Void> read() {
      Instant asked = clock.instant();
      return WindowStore.versions(pool, season.code())
          .map(versions -> {
            learn(versions, asked);
            return null;
          });
    }

    @Override
    public int number() {
      return season.versions().size();
    }

    @Override
    public byte[] copy() {
      var json = new JsonArray();
      season.versions().forEach(version -> json.add(version.toJson()));
      return json.encode().getBytes(UTF_8);
    }

    @Override
    public void learn(byte[] copy) {
      var versions =
          new JsonArray(new String(copy, UTF_8))
              .stream().map(JsonObject.class::cast).map(WindowVersion::of).toList();
      learn(versions, clock.instant());
    }

    /** Versions are only added, so whoever knows more of them knows better. */
    private void learn(List<WindowVersion> versions, Instant asked) {
      List<WindowVersion> known = season.versions();
      if (versions.size() < known.size()) {
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
  }
}
