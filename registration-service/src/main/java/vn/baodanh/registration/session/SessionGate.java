package vn.baodanh.registration.session;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Tokens;

/**
 * Lets a request pass that carries a good token, or a good session and came from our own pages.
 * Reads no store.
 *
 * <p>A browser sends a cookie with whatever any site makes it send. So a session counts only if the
 * browser says that the request is of our origin ({@code Sec-Fetch-Site}), and for anything that
 * changes something only with {@code X-From: pages}, which no other origin can add without asking
 * us first (Fetch, CORS preflight), and our {@code Origin}. A tab may outlive its person's session:
 * what it sends with {@code X-Person} counts in no other person's.
 */
final class SessionGate implements Handler<RoutingContext> {
  static final String HEADER = "X-From";
  private static final String PERSON = "X-Person";
  static final String PAGES = "pages";
  private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final Handler<RoutingContext> tokens;
  private final SessionCookies cookies;
  private final EndedSessions ended;
  private final SessionSettings settings;
  private final Clock clock;

  /**
   * @param tokens judges requests that carry no session
   */
  SessionGate(
      Handler<RoutingContext> tokens,
      SessionCookies cookies,
      EndedSessions ended,
      SessionSettings settings,
      Clock clock) {
    this.tokens = tokens;
    this.cookies = cookies;
    this.ended = ended;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (ctx.request().headers().contains(HttpHeaders.AUTHORIZATION)
        || !SessionCookies.hasSession(ctx)) {
      tokens.handle(ctx);
      return;
    }
    try {
      Tokens.pass(ctx, session(ctx).bearer(settings));
    } catch (ProblemException e) {
      ctx.fail(e);
    }
  }

  /**
   * @throws ProblemException 401
   */
  Session session(RoutingContext ctx) {
    requirePages(ctx);
    var session = cookies.session(ctx, clock.instant());
    if (ended.contains(session.id())) {
      throw new ProblemException(SessionProblems.ENDED);
    }
    var person = ctx.request().getHeader(PERSON);
    if (person != null && !person.equals(session.personId().toString())) {
      throw new ProblemException(SessionProblems.ANOTHER_PERSON);
    }
    return session;
  }

  /**
   * @throws ProblemException 401 if the request may have been written by another site
   */
  void requirePages(RoutingContext ctx) {
    var headers = ctx.request().headers();
    var site = headers.getAll("Sec-Fetch-Site");
    boolean isSafe = SAFE.contains(ctx.request().method());
    boolean isOurs =
        site.isEmpty()
            || site.size() == 1
                && (site.getFirst().equals("same-origin")
                    || isSafe && site.getFirst().equals("none")); // typed by the person
    var origins = headers.getAll(HttpHeaders.ORIGIN);
    boolean isOrigin = origins.size() == 1 && origins.getFirst().equals(settings.origin());
    if (!isOurs
        || !(origins.isEmpty() || isOrigin)
        || !isSafe && !(isOrigin && headers.getAll(HEADER).equals(List.of(PAGES)))) {
      throw new ProblemException(SessionProblems.NOT_FROM_PAGES);
    }
  }
}
