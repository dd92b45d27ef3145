package vn.baodanh.kit;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Listens for requests on one port, with one server and one handler per event loop. Stamps every
 * request.
 */
public final class ApiServer {

  private static final int ACCEPT_BACKLOG =
      4096; // a burst of a school's computer room must not be turned away

  private static final AtomicInteger FREE_PORTS = new AtomicInteger();

  private final List<HttpServer> servers;

  private ApiServer(List<HttpServer> servers) {
    this.servers = servers;
  }

  /**
   * Binds. Fails with one clear line if the port is taken.
   *
   * @param port 0 for a free one
   * @param instances how many servers share the port, each on its own event loop
   * @param clock gives every request its receipt time
   * @param handlers called once per instance, on that event loop
   */
  public static Future<ApiServer> listen(
      Vertx vertx,
      String host,
      int port,
      int instances,
      HttpLimits limits,
      Clock clock,
      Supplier<? extends Handler<HttpServerRequest>> handlers) {
    var options = options(host, port, limits);
    var servers = new ConcurrentLinkedQueue<HttpServer>();
    Supplier<VerticleBase> instance = () -> new Instance(options, clock, handlers, servers);
    return vertx
        .deployVerticle(instance, new DeploymentOptions().setInstances(instances))
        .map(deployed -> new ApiServer(List.copyOf(servers)))
        .recover(failure -> Future.failedFuture(bindFault(failure, host, port)));
  }

  public int port() {
    return servers.getFirst().actualPort();
  }

  /**
   * Takes no more connections and lets running requests be answered, at most this long; then
   * closes.
   */
  public Future<Void> shutdown(Duration within) {
    return Future.join(
            servers.stream()
                .map(server -> server.shutdown(within.toMillis(), TimeUnit.MILLISECONDS))
                .toList())
        .mapEmpty();
  }

  private static HttpServerOptions options(String host, int port, HttpLimits limits) {
    // Vert.x takes a negative port as: one free port, shared by all servers with that same number.
    return new HttpServerOptions()
        .setHost(host)
        .setPort(port == 0 ? FREE_PORTS.decrementAndGet() : port)
        .setAcceptBacklog(ACCEPT_BACKLOG)
        .setTcpNoDelay(true)
        .setMaxInitialLineLength(limits.lineBytes())
        .setMaxHeaderSize(limits.headerBytes())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout((int) limits.idle().toMillis())
        .setHandle100ContinueAutomatically(true)
        .setPerFrameWebSocketCompressionSupported(false) // no WebSockets: no handler looks for them
        .setPerMessageWebSocketCompressionSupported(false)
        .setHttp2ClearTextEnabled(false);
  }

  private static Throwable bindFault(Throwable failure, String host, int port) {
    return failure instanceof BindException || failure.getCause() instanceof BindException
        ? new IllegalStateException(
            "Cannot listen on " + host + ":" + port + ": " + failure.getMessage())
        : failure;
  }

  private static final class Instance extends VerticleBase {

    private final HttpServerOptions options;
    private final Clock clock;
    private final Supplier<? extends Handler<HttpServerRequest>> handlers;
    private final ConcurrentLinkedQueue<HttpServer> servers;

    Instance(
        HttpServerOptions options,
        Clock clock,
        Supplier<? extends Handler<HttpServerRequest>> handlers,
        ConcurrentLinkedQueue<HttpServer> servers) {
      this.options = options;
      this.clock = clock;
      this.handlers = handlers;
      this.servers = servers;
    }

    @Override
    public Future<?> start() {
      var handler = handlers.get();
      return vertx
          .createHttpServer(options)
          .requestHandler(request -> {
            Received.stamp(clock);
            handler.handle(request);
          })
          .connectionHandler(connection -> StrictRequestDecoder.install(connection, options))
          .invalidRequestHandler(request -> InvalidRequests.answer(vertx, request))
          .listen()
          .onSuccess(servers::add);
    }
  }
}
