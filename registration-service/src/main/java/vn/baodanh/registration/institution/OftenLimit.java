package vn.baodanh.registration.institution;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Redis;

/** How often an institution may do one kind of thing: one limit for all nodes, in Redis. */
final class OftenLimit {
  private static final Logger LOG = LoggerFactory.getLogger(OftenLimit.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final long LONGEST_MS = 250; // who is not told by then is limited by this node

  private final Vertx vertx;
  private final Redis redis;
  private final Kind kind;
  private final int most;
  private final LocalLimit local;
  private volatile boolean loaded;

  /** What is counted, each by itself. */
  enum Kind {
    PULLS("pulls"),
    UPLOADS("uploads");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    ProblemException refusal(Duration wait) {
      return switch (this) {
        case PULLS -> InstitutionProblems.tooManyPulls(wait);
        case UPLOADS -> InstitutionProblems.tooManyUploads(wait);
      };
    }
  }

  /**
   * @param most in a minute
   */
  OftenLimit(Vertx vertx, Redis redis, Kind kind, int most, Clock clock) {
    this.vertx = vertx;
    this.redis = redis;
    this.kind = kind;
    this.most = most;
    this.local = new LocalLimit(most, PERIOD, clock);
  }

  /** Takes one, and says in the answer what is left; fails with 429 where nothing is. */
  Future<Void> take(String institution, HttpServerResponse response) {
    return taken(institution)
        .map(allowance -> {
          // draft-ietf-httpapi-ratelimit-headers-10
          String named = "\"" + kind.text + "\"";
          response.putHeader("RateLimit-Policy", named + ";q=" + most + ";w=" + PERIOD.toSeconds());
          response.putHeader(
              "RateLimit", named + ";r=" + allowance.left() + ";t=" + seconds(allowance.delay()));
          if (!allowance.granted()) {
            throw kind.refusal(allowance.delay());
          }
          return null;
        });
  }

  private static long seconds(Duration wait) {
    return wait.plusMillis(999).toSeconds();
  }

  private Future<Allowance> taken(String institution) {
    Future<Allowance> asked;
    try {
      asked = function().compose(known -> ask(institution));
    } catch (RuntimeException redisIsAway) {
      asked = Future.failedFuture(redisIsAway);
    }
    return asked
        .timeout(LONGEST_MS, TimeUnit.MILLISECONDS)
        .recover(failure -> {
          loaded = false;
          LOG.warn("{} are limited by this node alone: {}", kind.text, failure.toString());
          return Future.succeededFuture(local.take(institution));
        });
  }

  private Future<Allowance> ask(String institution) {
    byte[][] keys = {(kind.text + ":{" + institution + "}").getBytes(US_ASCII)};
    return Future.fromCompletionStage(
            redis
                .async()
                .<List<Long>>fcall(
                    "baodanh_limit_1_take",
                    ScriptOutputType.MULTI,
                    keys,
                    Integer.toString(most).getBytes(US_ASCII),
                    Long.toString(PERIOD.toMillis()).getBytes(US_ASCII)),
            vertx.getOrCreateContext())
        .map(answer ->
            new Allowance(answer.get(0) == 1, answer.get(1), Duration.ofMillis(answer.get(2))));
  }

  /** Redis may have come back empty: after every failure it is told the function again. */
  private Future<?> function() {
    if (loaded) {
      return Future.succeededFuture();
    }
    return Future.fromCompletionStage(
            redis.async().functionLoad(source(), true), vertx.getOrCreateContext())
        .onSuccess(known -> loaded = true);
  }

  private static String source() {
    try (InputStream in = OftenLimit.class.getResourceAsStream("/institution/limit.lua")) {
      if (in == null) {
        throw new IllegalStateException("institution/limit.lua is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
