package vn.baodanh.local.portal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The simulated national portal: an OpenID provider on 127.0.0.1 whose people are invented ({@link
 * TestPeople}). Whoever asks is signed in as whom they like; it must never be reachable from
 * outside.
 */
public final class Portal implements AutoCloseable {
  private final Vertx vertx;
  private final HttpServer server;
  private final PortalKeys keys;
  private final PortalTokens tokens;
  private final PortalSettings settings;

  private Portal(
      Vertx vertx,
      HttpServer server,
      PortalKeys keys,
      PortalTokens tokens,
      PortalSettings settings) {
    this.vertx = vertx;
    this.server = server;
    this.keys = keys;
    this.tokens = tokens;
    this.settings = settings;
  }

  /**
   * Starts a portal in this JVM and waits until it answers.
   *
   * @param keys directory of its keys; made if need be
   */
  public static Portal start(PortalSettings settings, Path keys, Clock clock) {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
    try {
      var portalKeys = PortalKeys.in(keys, clock);
      var router = Router.router(vertx);
      var options = new HttpServerOptions().setHost("127.0.0.1").setPort(settings.port());
      var server = await(vertx.createHttpServer(options).requestHandler(router).listen());
      var actual = settings.withPort(server.actualPort());
      var tokens = new PortalTokens(actual.issuer(), actual.audience(), portalKeys, clock);
      new ProviderRoutes(actual, portalKeys, tokens, new SignIns(clock)).addTo(router);
      new SimulatorRoutes(actual, portalKeys, tokens).addTo(router);
      return new Portal(vertx, server, portalKeys, tokens, actual);
    } catch (RuntimeException e) {
      await(vertx.close());
      throw e;
    }
  }

  /** The issuer of its tokens, an address without a slash at its end. */
  public String issuer() {
    return settings.issuer();
  }

  public int port() {
    return server.actualPort();
  }

  /** Signs tokens without asking over HTTP. */
  public PortalTokens tokens() {
    return tokens;
  }

  /** The person at a place of this portal's list. */
  public TestPerson person(int number) {
    return TestPeople.person(settings.seed(), number);
  }

  /** A new key signs from now on; the old one stays published while its tokens live. */
  public void rotateKeys() {
    keys.rotate();
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("The portal did not start or stop within 30 s", e);
    }
  }
}
