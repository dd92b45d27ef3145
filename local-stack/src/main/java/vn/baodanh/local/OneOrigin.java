package vn.baodanh.local;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One origin in front of both services, as people's browsers reach them: pages and interface of the
 * registration service, and what of the payment adapter platforms, payers and finance staff use.
 */
public final class OneOrigin implements AutoCloseable {
  /** Everything else is the registration service's. */
  private static final Pattern ADAPTERS =
      Pattern.compile(
          "/(finance|v1/(settlements|days|differences|refunds|ledger|payouts|platforms|receipts))(/.*)?");

  private static final int CONNECTIONS = 256;
  private static final int WAITING = 1_000;

  private final Vertx vertx;

  private OneOrigin(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Listens on a port of 127.0.0.1.
   *
   * @param registration port of the registration service
   * @param adapter port of the payment adapter
   */
  public static OneOrigin start(int port, int registration, int adapter) {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    var client =
        vertx.createHttpClient(
            new HttpClientOptions().setMaxHeaderSize(16 * 1024),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    var toRegistration =
        HttpProxy.reverseProxy(client)
            .origin(registration, "127.0.0.1")
            .addInterceptor(new SaysForWhom());
    var toAdapter =
        HttpProxy.reverseProxy(client)
            .origin(adapter, "127.0.0.1")
            .addInterceptor(new SaysForWhom());
    vertx
        .createHttpServer(new HttpServerOptions().setMaxHeaderSize(16 * 1024))
        .requestHandler(
            request -> (isAdapters(request) ? toAdapter : toRegistration).handle(request))
        .listen(port, "127.0.0.1")
        .await();
    return new OneOrigin(vertx);
  }

  /**
   * Main of the proxy as a process of its own. Arguments: its port, registration's, the adapter's.
   */
  public static void main(String[] arguments) {
    var ports = List.of(arguments).stream().mapToInt(Integer::parseInt).toArray();
    var running = start(ports[0], ports[1], ports[2]);
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "close-proxy"));
    System.out.println("One origin at http://127.0.0.1:" + ports[0]);
  }

  private static boolean isAdapters(HttpServerRequest request) {
    return ADAPTERS.matcher(String.valueOf(request.path())).matches();
  }

  /** Appends to {@code X-Forwarded-For} from where it was asked, as every proxy does. */
  private static final class SaysForWhom implements ProxyInterceptor {
    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      var request = context.request();
      request
          .headers()
          .add("X-Forwarded-For", request.proxiedRequest().remoteAddress().hostAddress());
      return context.sendRequest();
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
