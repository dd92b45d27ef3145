package vn.baodanh.kit;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** Listens for requests on one port, with one server and one handler per event loop. */
public final class ApiServer {

  private ApiServer() {}

  /**
   * Binds. Fails with one clear line if the port is taken.
   *
   * @param port 0 for a free one
   * @param instances how many servers share the port
   * @param clock gives every request its receipt time
   * @param handlers called once per instance
   */
  public static Future<ApiServer> listen(
      Vertx vertx,
      String host,
      int port,
      int instances,
      HttpLimits limits,
      Clock clock,
      Supplier<Handler<HttpServerRequest>> handlers) {
    return Future.failedFuture(new UnsupportedOperationException());
  }

  public int port() {
    throw new UnsupportedOperationException();
  }

  /** Takes no more connections and waits for running requests to be answered, at most this long; then closes. */
  public Future<Void> shutdown(Duration within) {
    return Future.failedFuture(new UnsupportedOperationException());
  }
}
