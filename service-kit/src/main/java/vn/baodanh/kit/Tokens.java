package vn.baodanh.kit;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;

/** Judges the portal's bearer tokens by its published keys (RFC 7515, RFC 7519). */
public final class Tokens {

  private static final String KEY = Bearer.class.getName();

  public Tokens(Vertx vertx, TokenSettings settings, Clock clock) {}

  /** Begins to fetch the keys and keeps at it; completes with the first attempt, also when that found no keys. */
  public Future<Void> start() {
    return Future.failedFuture(new UnsupportedOperationException());
  }

  public void close() {}

  /**
   * Judges one token in compact form. Completes at once if its key is known; an unknown key is looked for at most
   * once in 5 s. Fails with a {@link ProblemException} 401.
   */
  public Future<Bearer> verify(String compact) {
    return Future.failedFuture(new UnsupportedOperationException());
  }

  /** Lets a request pass that carries a good token in {@code Authorization}; others fail with a problem. */
  public Handler<RoutingContext> handler() {
    return ctx -> ctx.fail(500);
  }

  /** Who sent a request that {@link #handler()} let pass. */
  public static Bearer bearer(RoutingContext ctx) {
    Bearer bearer = ctx.get(KEY);
    if (bearer == null) {
      throw new IllegalStateException("no bearer: the operation has no security");
    }
    return bearer;
  }
}
