package vn.baodanh.registration.session;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.filing.Micros;

/** What the pages ask about the session; one method an operation. Reads no store. */
final class SessionHandlers {
  private final SessionGate gate;
  private final SessionCookies cookies;
  private final EndedSessions ended;
  private final SessionSettings settings;
  private final Clock clock;

  SessionHandlers(
      SessionGate gate,
      SessionCookies cookies,
      EndedSessions ended,
      SessionSettings settings,
      Clock clock) {
    this.gate = gate;
    this.cookies = cookies;
    this.ended = ended;
    this.settings = settings;
    this.clock = clock;
  }

  /** Says who is signed in, and keeps the session from ending while the pages are in use. */
  void showSession(RoutingContext ctx) {
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    try {
      var now = clock.instant();
      var session = gate.session(ctx).usedAt(now);
      cookies.put(ctx, session, now);
      var json =
          new JsonObject()
              .put("signedIn", true)
              .put("person", session.personId().toString())
              .put("expiresAt", Micros.text(Micros.of(session.ends(settings))));
      session.person().signIn().name().ifPresent(name -> json.put("name", name));
      session.person().signIn().birthdate().ifPresent(day -> json.put("dateOfBirth", day));
      session.person().citizenNumber().ifPresent(number -> json.put("citizenNumber", number));
      ctx.json(json);
    } catch (ProblemException nobody) {
      ctx.json(new JsonObject().put("signedIn", false));
    }
  }

  /**
   * Ends it here and everywhere; one that is over already is no fault.
   *
   * @throws ProblemException 401 if another site may have written the request
   */
  void endSession(RoutingContext ctx) {
    gate.requirePages(ctx);
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").setStatusCode(204);
    cookies.endSession(ctx);
    try {
      var id = cookies.session(ctx, clock.instant()).id();
      ended.end(ctx.vertx(), id).onComplete(done -> ctx.response().end());
    } catch (ProblemException over) {
      ctx.response().end();
    }
  }
}
