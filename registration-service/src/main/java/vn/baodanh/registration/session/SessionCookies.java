package vn.baodanh.registration.session;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.baodanh.kit.ProblemException;

/**
 * The cookies of the pages. Both are {@code __Host-} cookies (RFC 6265bis, 4.1.3.2): no other host
 * can set them, no script can read them. The session's is {@code SameSite=Strict}: it comes with
 * nothing that another site began. The one of a sign-in under way comes back from the portal, so it
 * is {@code Lax}.
 */
final class SessionCookies {
  static final String SESSION = "__Host-session";
  static final String SIGN_IN = "__Host-sign-in";

  private final Seal seal;
  private final SessionSettings settings;

  SessionCookies(SessionSettings settings) {
    this.seal = new Seal(settings.keys());
    this.settings = settings;
  }

  /** Whether the request carries a session's cookie, good or not. */
  static boolean hasSession(RoutingContext ctx) {
    return !values(ctx, SESSION).isEmpty();
  }

  /**
   * The session that the request's cookie holds.
   *
   * @throws ProblemException 401 if there is none, or it is over
   */
  Session session(RoutingContext ctx, Instant now) {
    var session =
        only(ctx, SESSION)
            .flatMap(text -> seal.open(SESSION, text))
            .flatMap(Session::read)
            .orElseThrow(() -> new ProblemException(SessionProblems.INVALID));
    if (!now.isBefore(session.ends(settings))) {
      throw new ProblemException(SessionProblems.EXPIRED);
    }
    return session;
  }

  void put(RoutingContext ctx, Session session, Instant now) {
    var left = Duration.between(now, session.ends(settings));
    set(ctx, SESSION, seal.seal(SESSION, session.write()), left, "Strict");
  }

  void endSession(RoutingContext ctx) {
    set(ctx, SESSION, "", Duration.ZERO, "Strict");
  }

  void put(RoutingContext ctx, SignInUnderWay signIn) {
    set(ctx, SIGN_IN, seal.seal(SIGN_IN, signIn.write()), SignInUnderWay.GOOD_FOR, "Lax");
  }

  Optional<SignInUnderWay> signIn(RoutingContext ctx) {
    return only(ctx, SIGN_IN)
        .flatMap(text -> seal.open(SIGN_IN, text))
        .flatMap(SignInUnderWay::read);
  }

  void endSignIn(RoutingContext ctx) {
    set(ctx, SIGN_IN, "", Duration.ZERO, "Lax");
  }

  private static void set(
      RoutingContext ctx, String name, String value, Duration age, String sameSite) {
    ctx.response()
        .headers()
        .add(
            HttpHeaders.SET_COOKIE,
            "%s=%s; Path=/; Max-Age=%d; Secure; HttpOnly; SameSite=%s"
                .formatted(name, value, Math.max(0, age.toSeconds()), sameSite));
  }

  /** A cookie that is there twice is none: who set the other one cannot be told. */
  private static Optional<String> only(RoutingContext ctx, String name) {
    var values = values(ctx, name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  private static List<String> values(RoutingContext ctx, String name) {
    var values = new ArrayList<String>();
    for (var header : ctx.request().headers().getAll(HttpHeaders.COOKIE)) {
      for (var pair : header.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
          values.add(pair.substring(equals + 1).strip());
        }
      }
    }
    return values;
  }
}
