package vn.baodanh.registration.following;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Redis;

/**
 * What Redis is told about the versions of one thing. Versions are only added, so their number says
 * which they are. Nodes tell what they read; whoever adds one foretells its number before it can be
 * there, so that a copy without it confirms nobody, whatever becomes of who adds it.
 */
public final class Versions {
  private static final Logger LOG = LoggerFactory.getLogger(Versions.class);
  private static final byte[] NUMBER = "number".getBytes(US_ASCII);
  private static final byte[] READ_AT = "read-at".getBytes(US_ASCII);
  private static final byte[] COPY = "copy".getBytes(US_ASCII);
  private static final byte[] FORETOLD = "foretold".getBytes(US_ASCII);
  private static final byte[] UNTIL = "until".getBytes(US_ASCII);

  /** A transaction that adds a version ends by itself after 4 s; clocks differ by some 100 ms. */
  private static final Duration ENDED_AFTER = Duration.ofSeconds(5);

  private final Redis redis;
  private final Clock clock;
  private final byte[] key;

  /**
   * @param what names the thing, in ASCII
   */
  public Versions(Redis redis, Clock clock, String what) {
    this.redis = redis;
    this.clock = clock;
    this.key = ("versions:" + what).getBytes(US_ASCII);
  }

  /**
   * To be called first in a transaction that adds a version: it ends by itself after 4 s, so that a
   * version is committed well before it is in force.
   */
  public static Future<Void> limit(SqlClient tx) {
    return tx.query("SET LOCAL transaction_timeout = '4s'").execute().mapEmpty();
  }

  /**
   * To be called in such a transaction by the only one who adds versions now, before it commits.
   * Never fails: while Redis is away it confirms nobody, and windows must be changed all the same.
   *
   * @param number how many versions there will be
   */
  public Future<Void> foretell(int number) {
    Instant until = clock.instant().plus(ENDED_AFTER);
    var fields = Map.of(FORETOLD, text(number), UNTIL, text(until.toEpochMilli()));
    return ask(() -> redis.async().hset(key, fields).thenCompose(told -> redis.replicated(key)))
        .<Void>mapEmpty()
        .otherwise(failure -> {
          LOG.warn(
              "Redis was not told that there will be version {}: {}", number, failure.toString());
          return null;
        });
  }

  /**
   * Tells what was read from Postgres; nobody waits for it.
   *
   * @param number so many versions there were
   * @param readAt when Postgres was asked
   */
  void tell(int number, Instant readAt, byte[] copy) {
    var fields = Map.of(NUMBER, text(number), READ_AT, text(readAt.toEpochMilli()), COPY, copy);
    ask(() -> redis.async().hset(key, fields))
        .onFailure(failure -> LOG.debug("Redis was not told what was read", failure));
  }

  /** What Redis was told; fails if it does not answer, or nobody has told it anything. */
  Future<Told> told() {
    return ask(() -> redis.async().hgetall(key)).map(Told::of);
  }

  /** Some commands fail by an exception. */
  private static <T> Future<T> ask(Supplier<? extends CompletionStage<T>> command) {
    try {
      return Future.fromCompletionStage(command.get(), requireNonNull(Vertx.currentContext()));
    } catch (RuntimeException redisIsAway) {
      return Future.failedFuture(redisIsAway);
    }
  }

  private static byte[] text(long number) {
    return Long.toString(number).getBytes(US_ASCII);
  }

  /**
   * What Redis was told.
   *
   * @param number of versions that somebody read
   * @param readAt when Postgres was asked for them
   * @param copy of them
   * @param foretold so many versions there may be
   * @param until when they are there, or never will be
   */
  record Told(int number, Instant readAt, byte[] copy, int foretold, Instant until) {
    private static Told of(Map<byte[], byte[]> fields) {
      Map<String, byte[]> named = new HashMap<>();
      fields.forEach((name, value) -> named.put(new String(name, US_ASCII), value));
      byte[] copy = named.get("copy");
      if (copy == null) {
        throw new IllegalStateException("Redis was told nothing");
      }
      return new Told(
          (int) number(named, "number"),
          Instant.ofEpochMilli(number(named, "read-at")),
          copy,
          (int) number(named, "foretold"),
          Instant.ofEpochMilli(number(named, "until")));
    }

    private static long number(Map<String, byte[]> named, String name) {
      byte[] text = named.get(name);
      return text == null ? 0 : Long.parseLong(new String(text, US_ASCII));
    }

    /** Whether there may be a version that was not there, or not seen, when this many were read. */
    boolean mayLack(int known, Instant read) {
      return known < foretold && read.isBefore(until);
    }
  }
}
