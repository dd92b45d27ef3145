package vn.baodanh.kit;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Answers with problem documents. */
public final class Problems {

  private static final CharSequence CONTENT_TYPE =
      HttpHeaders.createOptimized("application/problem+json");
  private static final CharSequence BEARER = HttpHeaders.createOptimized("Bearer");
  private static final CharSequence WWW_AUTHENTICATE =
      HttpHeaders.createOptimized("WWW-Authenticate");
  private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");

  private Problems() {}

  /**
   * Sends the document, with {@code Retry-After} where it has one and {@code WWW-Authenticate} on
   * 401, {@code Bearer} (RFC 6750) unless the problem asks for more. Does nothing if an answer was
   * already begun; closes no connection.
   */
  public static void answer(HttpServerResponse response, Problem problem) {
    if (response.headWritten() || response.closed()) {
      return;
    }
    response.setStatusCode(problem.status()).putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
    problem
        .retryAfter()
        .ifPresent(wait ->
            response.putHeader(RETRY_AFTER, Long.toString(wait.plusMillis(999).toSeconds())));
    if (problem.status() == 401) {
      response.putHeader(
          WWW_AUTHENTICATE, problem.challenge().map(CharSequence.class::cast).orElse(BEARER));
    }
    response.end(problem.toJson().toBuffer());
  }
}
