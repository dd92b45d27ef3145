package vn.baodanh.kit;

import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * The end of a connection after whose last request nothing can be read. It is closed a little
 * later: at once, the answer could be lost with what the caller is still sending (RFC 9112, 9.6).
 */
final class Farewell {

  private static final long LINGER_MS = 500;

  private Farewell() {}

  /** Before the answer: says in it that the connection ends, and sees to it. */
  static void say(Vertx vertx, HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaderValues.CLOSE);
    request.resume();
    vertx.setTimer(LINGER_MS, later -> request.connection().close());
  }
}
