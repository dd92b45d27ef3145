package vn.baodanh.kit;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Answers what cannot be read as a request of HTTP/1.1 (RFC 9112), and ends the connection. */
final class InvalidRequests {

  private InvalidRequests() {}

  static void answer(Vertx vertx, HttpServerRequest request) {
    Farewell.say(vertx, request);
    Problems.answer(request.response(), problem(request.decoderResult().cause()));
  }

  private static Problem problem(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
          Problem.of(
              414, "line-too-long", "Dòng yêu cầu quá dài.", "The request line is too long.");
      case TooLongHttpHeaderException _ ->
          Problem.of(
              431,
              "headers-too-large",
              "Phần đầu của yêu cầu quá lớn.",
              "The headers are too large.");
      default ->
          Problem.of(
              400,
              "not-http",
              "Yêu cầu không đúng giao thức HTTP.",
              "This is no valid HTTP request.");
    };
  }
}
