package vn.baodanh.kit;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges bearer tokens (RFC 6750, RFC 7515, RFC 7519): the portal's, by its published keys, and
 * those that machines sign with a key that is registered here.
 *
 * <p>Keys are fetched every 5 minutes and when a token names an unknown one, so that a rotation
 * needs no restart. While the portal is away, the keys that are known go on being used. When keys
 * change, remembered tokens are forgotten.
 */
public final class Tokens {

  private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
  private static final String KEY = Bearer.class.getName();
  private static final String SCHEME = "Bearer ";
  private static final int MOST_CHARS = 4096;
  private static final Duration REFRESH = Duration.ofMinutes(5);
  private static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(5);
  private static final long FIRST_RETRY_MS = 250;
  private static final long LONGEST_RETRY_MS = 10_000;

  private final Vertx vertx;
  private final TokenIssuer issuer;
  private final TokenJudge portal;
  private final TokenJudge machines;
  private final VerifiedTokens verified;
  private final Clock clock;
  private final int clockSkewS;
  private final AtomicLong generation = new AtomicLong();
  private volatile TokenKeys keys = TokenKeys.NONE;
  private volatile TokenKeys machineKeys = TokenKeys.NONE;
  private volatile boolean closed;
  private @Nullable Future<Void> fetching;
  private Instant lastAsked = Instant.MIN;

  /**
   * @param clock what times in tokens are compared to
   */
  public Tokens(Vertx vertx, TokenSettings settings, Clock clock) {
    this.vertx = vertx;
    this.issuer = new TokenIssuer(vertx, settings);
    this.portal = TokenJudge.ofPortal(settings, () -> keys, clock);
    this.machines = TokenJudge.ofMachines(settings, () -> machineKeys, clock);
    this.verified = new VerifiedTokens(settings.cacheSize());
    this.clock = clock;
    this.clockSkewS = settings.clockSkewS();
  }

  /**
   * Begins to fetch the keys and keeps at it. Completes after the first attempt, also if that
   * brought no keys.
   */
  public Future<Void> start() {
    return fetchAndGoOn(FIRST_RETRY_MS).otherwiseEmpty();
  }

  /**
   * Takes tokens of these machines from now on, and of no others; what was remembered of those who
   * are gone is forgotten.
   *
   * @param jwkById the public key of each by its id, which is issuer and subject of its tokens
   */
  public void trustMachines(Map<String, JsonObject> jwkById) {
    machineKeys = TokenKeys.ofMachines(jwkById);
    forget();
  }

  /**
   * Whether signatures by this key (a JWK, RFC 7517) would be taken: a public RSA key of 2,048 bits
   * or more, one on the curve P-256, or Ed25519.
   */
  public static boolean canSign(JsonObject jwk) {
    return TokenKeys.canSign(jwk);
  }

  /** How many verified tokens are remembered. */
  int remembered() {
    return verified.count();
  }

  /** Fetches no more. */
  public Future<Void> close() {
    closed = true;
    return issuer.close();
  }

  /**
   * Judges one token in compact form. Completes at once if its key is known; for unknown keys the
   * issuer is asked at most once in 5 s. Fails with a {@link ProblemException} 401, or 503 as long
   * as no keys could be fetched since the start.
   */
  public Future<Bearer> verify(String compact) {
    if (compact.length() > MOST_CHARS) {
      return Future.failedFuture(TokenProblems.TOO_LARGE);
    }
    var key = VerifiedTokens.key(compact);
    var known = verified.get(key);
    if (known != null) {
      return stillValid(key, known);
    }
    try {
      return Future.succeededFuture(judgeAndRemember(key, compact));
    } catch (ProblemException e) {
      return TokenProblems.wantsNewKeys(e)
          ? verifyWithNewKeys(key, compact)
          : Future.failedFuture(e);
    }
  }

  /**
   * Lets a request pass that carries a good token in {@code Authorization}; others fail with a
   * problem.
   */
  public Handler<RoutingContext> handler() {
    return ctx -> {
      var headers = ctx.request().headers().getAll(HttpHeaders.AUTHORIZATION);
      if (headers.size() > 1) {
        ctx.fail(TokenProblems.INVALID); // whoever passed it on may have looked at another one
        return;
      }
      var header = headers.isEmpty() ? "" : headers.getFirst();
      if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
        ctx.fail(TokenProblems.MISSING);
        return;
      }
      var bearer = verify(header.substring(SCHEME.length()).strip());
      if (bearer.isComplete()) {
        goOn(ctx, bearer);
      } else {
        ctx.request().pause();
        bearer.onComplete(done -> {
          ctx.request().resume();
          goOn(ctx, bearer);
        });
      }
    };
  }

  /** Who sent a request that {@link #handler()} let pass. */
  public static Bearer bearer(RoutingContext ctx) {
    Bearer bearer = ctx.get(KEY);
    if (bearer == null) {
      throw new IllegalStateException("no bearer: the operation has no security");
    }
    return bearer;
  }

  /** Lets a request pass whose sender is known by other means than a token. */
  public static void pass(RoutingContext ctx, Bearer bearer) {
    ctx.put(KEY, bearer);
    ctx.next();
  }

  private static void goOn(RoutingContext ctx, Future<Bearer> bearer) {
    if (bearer.succeeded()) {
      pass(ctx, bearer.result());
    } else {
      ctx.fail(bearer.cause());
    }
  }

  private Future<Bearer> stillValid(byte[] key, Bearer known) {
    if (clock.instant().isBefore(known.expiresAt().plusSeconds(clockSkewS))) {
      return Future.succeededFuture(known);
    }
    verified.remove(key);
    return Future.failedFuture(TokenProblems.EXPIRED);
  }

  private Bearer judgeAndRemember(byte[] key, String compact) {
    long before = generation.get();
    var bearer = judge(compact);
    verified.put(key, bearer);
    if (generation.get() != before) {
      verified.remove(key); // keys changed meanwhile: the next use is judged by the new ones
    }
    return bearer;
  }

  private Bearer judge(String compact) {
    try {
      return portal.judge(compact);
    } catch (ProblemException notThePortals) {
      if (!TokenProblems.wantsNewKeys(notThePortals)) {
        throw notThePortals;
      }
      return judgeAsMachines(compact, notThePortals);
    }
  }

  private Bearer judgeAsMachines(String compact, ProblemException notThePortals) {
    try {
      return machines.judge(compact);
    } catch (ProblemException e) {
      throw TokenProblems.wantsNewKeys(e) ? notThePortals : e;
    }
  }

  /** On the caller's context, whatever thread the keys arrive on. */
  private Future<Bearer> verifyWithNewKeys(byte[] key, String compact) {
    Promise<Bearer> answer = Promise.promise();
    var context = vertx.getOrCreateContext();
    fetchForUnknownKey()
        .onComplete(done -> context.runOnContext(run -> answer.handle(judgeAgain(key, compact))));
    return answer.future();
  }

  private Future<Bearer> judgeAgain(byte[] key, String compact) {
    try {
      return Future.succeededFuture(judgeAndRemember(key, compact));
    } catch (ProblemException e) {
      return Future.failedFuture(e);
    }
  }

  private synchronized Future<Void> fetchForUnknownKey() {
    if (fetching == null && clock.instant().isBefore(lastAsked.plus(UNKNOWN_KEY_PAUSE))) {
      return Future.succeededFuture();
    }
    return fetch();
  }

  private Future<Void> fetchAndGoOn(long retryMs) {
    return fetch()
        .onSuccess(done -> later(REFRESH.toMillis(), FIRST_RETRY_MS))
        .onFailure(failure -> {
          LOG.warn("Keys of the token issuer could not be fetched: {}", failure.getMessage());
          later(
              retryMs + ThreadLocalRandom.current().nextLong(retryMs),
              Math.min(2 * retryMs, LONGEST_RETRY_MS));
        });
  }

  private void later(long delayMs, long nextRetryMs) {
    vertx.setTimer(
        delayMs,
        timer -> {
          if (!closed) {
            fetchAndGoOn(nextRetryMs);
          }
        });
  }

  /** Joins a fetch that is under way. */
  private synchronized Future<Void> fetch() {
    if (fetching != null) {
      return fetching;
    }
    lastAsked = clock.instant();
    Promise<Void> done = Promise.promise();
    fetching = done.future();
    issuer.keys().<Void>map(this::use).onComplete(result -> end(done, result));
    return done.future();
  }

  private synchronized void forgetFetch() {
    fetching = null;
  }

  private void end(Promise<Void> done, AsyncResult<Void> result) {
    forgetFetch();
    done.handle(result);
  }

  private @Nullable Void use(TokenKeys fetched) {
    if (!fetched.equals(keys)) {
      keys = fetched;
      forget();
    }
    return null;
  }

  /** A token that is being judged meanwhile is not remembered. */
  private void forget() {
    generation.incrementAndGet();
    verified.clear();
  }
}
