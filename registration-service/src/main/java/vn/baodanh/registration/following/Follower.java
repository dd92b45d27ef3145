package vn.baodanh.registration.following;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.registration.following.Versions.Told;

/**
 * Makes sure, again each second, that this node knows all versions of one thing. It asks Postgres,
 * one question at a time, and a late answer counts for when it was asked; while Postgres is away or
 * slow it asks Redis, which knows what other nodes read and what may have been added since
 * (decision 0005). To be used on one event loop.
 */
public final class Follower {
  /** What is followed: versions in Postgres, and those of them that are known here. */
  public interface Followed {
    /** Reads what is new in Postgres, and takes it over. */
    Future<Void> read();

    /** How many versions are known here; never fewer than before. */
    int number();

    /** What other nodes can learn from. */
    byte[] copy();

    /** Takes over what another node has read, as far as it can be learned from a copy. */
    void learn(byte[] copy);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final long EVERY_MS = 1_000;

  /** A question that is answered never, because its connection hangs, is asked again. */
  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(10);

  private final Versions versions;
  private final Followed followed;
  private final Clock clock;
  private final Duration confirmedFor;
  private volatile Instant confirmedAt = Instant.EPOCH;
  private volatile boolean postgresAnswers;

  /** When Postgres was asked for what is known here, by this node or another. */
  private Instant readAt = Instant.EPOCH;

  /** When Postgres was asked what it has not answered yet. */
  private @Nullable Instant asked;

  /**
   * @param confirmedFor how long an answer says that everything is known
   */
  public Follower(Versions versions, Followed followed, Clock clock, Duration confirmedFor) {
    this.versions = versions;
    this.followed = followed;
    this.clock = clock;
    this.confirmedFor = confirmedFor;
  }

  /** Begins; done with the first answer. */
  public Future<Void> start(Vertx vertx) {
    vertx.setPeriodic(EVERY_MS, tick -> tick());
    return askPostgres();
  }

  /** Whether every version is known that is in force now. */
  public boolean isConfirmed() {
    return clock.instant().isBefore(confirmedAt.plus(confirmedFor));
  }

  /** Whether Postgres answered when it was asked last. */
  public boolean postgresAnswers() {
    return postgresAnswers;
  }

  private void tick() {
    (asked == null ? askPostgres() : goOnWithoutPostgres(asked))
        .onFailure(failure -> LOG.warn("not confirmed: {}", failure.toString()));
  }

  private Future<Void> askPostgres() {
    Instant now = clock.instant();
    asked = now;
    return followed
        .read()
        .transform(read -> {
          if (now.equals(asked)) {
            asked = null;
          }
          postgresAnswers = read.succeeded();
          return read.succeeded() ? answered(now) : askRedis();
        });
  }

  private Future<Void> answered(Instant when) {
    readAt = later(readAt, when);
    confirmedAt = later(confirmedAt, when);
    versions.tell(followed.number(), readAt, followed.copy());
    return Future.succeededFuture();
  }

  private Future<Void> goOnWithoutPostgres(Instant since) {
    postgresAnswers = false;
    if (clock.instant().isAfter(since.plus(LONGEST_QUESTION))) {
      asked = null;
    }
    return askRedis();
  }

  private Future<Void> askRedis() {
    Instant when = clock.instant();
    return versions
        .told()
        .map(told -> {
          takeOver(told);
          if (followed.number() < told.number() || told.mayLack(followed.number(), readAt)) {
            throw new IllegalStateException("there may be a version that is not known here");
          }
          confirmedAt = later(confirmedAt, when);
          return null;
        });
  }

  private void takeOver(Told told) {
    boolean isNewer = told.number() == followed.number() && told.readAt().isAfter(readAt);
    if (told.number() > followed.number() || isNewer) {
      followed.learn(told.copy());
    }
    if (told.number() == followed.number()) {
      readAt = later(readAt, told.readAt());
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
