package vn.baodanh.local.platform;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The simulated payment platform on 127.0.0.1: one event loop, which alone touches the books.
 * Whoever asks may pay; it must never be reachable from outside.
 */
public final class Platform implements AutoCloseable {
  private final PlatformSettings settings;
  private final SetClock clock;
  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
  private final Books books;
  private final int port;

  private Platform(PlatformSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = new SetClock(clock);
    try {
      var context = vertx.getOrCreateContext();
      books = new Books(made(settings.data()).resolve("platform.jsonl"), context);
      Promise<HttpServer> listening = Promise.promise();
      context.runOnContext(begin -> listen().onComplete(listening));
      port = await(listening.future()).actualPort();
    } catch (RuntimeException e) {
      await(vertx.close());
      throw e;
    }
  }

  /** Starts the platform in this JVM, on the books it left, and waits until it answers. */
  public static Platform start(PlatformSettings settings, Clock clock) {
    return new Platform(settings, clock);
  }

  private static Path made(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Future<HttpServer> listen() {
    var router = Router.router(vertx);
    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(settings.port());
    return vertx
        .createHttpServer(options)
        .requestHandler(router)
        .listen()
        .onSuccess(server -> open(router, "http://127.0.0.1:" + server.actualPort()));
  }

  private void open(Router router, String origin) {
    var merchant = settings.merchant();
    var pace = settings.pace();
    var wordings = new Wordings(new VnpayWording(merchant), new MomoWording(merchant));
    var notices = new Notices(vertx, pace, books, wordings);
    var cashier = new Cashier(vertx, clock, pace, books, notices::announce);
    var strikes = new Strikes(books, pace);
    var payRequest = new VnpayPayRequest(merchant, clock);
    var transactions = new VnpayTransactions(merchant, books, cashier, clock, pace.repeat());
    new PayRoutes(books, cashier, wordings).addTo(router);
    new VnpayRoutes(payRequest, transactions, cashier, strikes).addTo(router);
    new MomoRoutes(merchant, books, cashier, strikes, clock, origin).addTo(router);
    new SimulatorRoutes(books, cashier, notices, payRequest, wordings, settings.charge(), clock)
        .addTo(router);
    notices.resume();
    cashier.resume();
  }

  /** Its address without a slash at its end. */
  public String origin() {
    return "http://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    await(vertx.close());
    books.close();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("The platform did not start or stop within 30 s", e);
    }
  }
}
