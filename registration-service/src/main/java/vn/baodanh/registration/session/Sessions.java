package vn.baodanh.registration.session;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import vn.baodanh.kit.Redis;
import vn.baodanh.kit.TokenSettings;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.filing.StepUpRule;

/** Sessions of people who use the pages, wired. */
public final class Sessions {
  private final Provider provider;
  private final EndedSessions ended;
  private final SessionGate gate;
  private final SessionHandlers handlers;
  private final SignInHandlers signIns;

  /**
   * @param tokens judges requests that carry no session
   * @param stepUp the season's
   */
  public Sessions(
      Vertx vertx,
      Redis redis,
      SessionSettings settings,
      TokenSettings portal,
      Tokens tokens,
      Supplier<StepUpRule> stepUp,
      Clock clock) {
    var cookies = new SessionCookies(settings);
    this.provider = new Provider(vertx, settings, portal, clock);
    this.ended = new EndedSessions(redis, clock, settings.longest());
    this.gate = new SessionGate(tokens.handler(), cookies, ended, settings, clock);
    this.handlers = new SessionHandlers(gate, cookies, ended, settings, clock);
    this.signIns = new SignInHandlers(provider, cookies, stepUp, clock);
  }

  /** Begins to ask the portal for the keys of its ID tokens. */
  public Future<Void> start() {
    return provider.start();
  }

  public Future<Void> close() {
    return provider.close();
  }

  /** To be deployed on an event loop. */
  public Deployable follower() {
    return ended;
  }

  /** Lets requests pass that carry a good token, or a good session. */
  public Handler<RoutingContext> gate() {
    return gate;
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of("showSession", handlers::showSession, "endSession", handlers::endSession);
  }

  /** Adds the way to the portal and back, which browsers are led. */
  public void addTo(Router router) {
    signIns.addTo(router);
  }
}
