package vn.baodanh.kit;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets a request's body in: of a type that the contract names (else 415), and in time (else 408).
 */
final class BodyGate implements Handler<RoutingContext> {

  private static final ProblemException UNSUPPORTED =
      new ProblemException(
          Problem.of(
              415,
              "unsupported-media-type",
              "Kiểu nội dung không được hỗ trợ.",
              "This content type is not supported."));
  private static final ProblemException TOO_SLOW =
      new ProblemException(
          Problem.of(
              408,
              "body-too-slow",
              "Nội dung yêu cầu gửi quá chậm.",
              "The body did not arrive in time."));

  private static final ProblemException MISSING =
      new ProblemException(SchemaFaults.problem(List.of(SchemaFaults.missing(""))));

  private final Set<String> contentTypes;
  private final boolean required;
  private final long bodyTimeMs;

  /**
   * @param body as the contract describes it
   */
  BodyGate(JsonObject body, HttpLimits limits) {
    this.contentTypes = body.getJsonObject("content").fieldNames();
    this.required = body.getBoolean("required", false);
    this.bodyTimeMs = limits.bodyTime().toMillis();
  }

  @Override
  public void handle(RoutingContext ctx) {
    var headers = ctx.request().headers();
    var contentType = headers.getAll(HttpHeaders.CONTENT_TYPE);
    if (contentType.size() != 1
        || !isSupported(contentType.getFirst())
        || headers.contains(HttpHeaders.CONTENT_ENCODING)
        || !isPlain(headers)) {
      ctx.fail(UNSUPPORTED);
      return;
    }
    // Most bodies come with their head: only what is still missing after this turn of the loop gets
    // a timer.
    ctx.vertx().runOnContext(later -> watch(ctx));
    ctx.next();
  }

  /**
   * After the body was read: stops if the time was up before, so that nobody is told 408 and served
   * all the same; and if a body that must be there is empty.
   */
  void pass(RoutingContext ctx) {
    if (ctx.response().headWritten() || ctx.response().closed()) {
      return;
    }
    if (required && ctx.body().length() <= 0) {
      ctx.fail(MISSING);
    } else {
      ctx.next();
    }
  }

  /** Netty takes off the chunks of {@code gzip, chunked} and leaves the rest as it is. */
  private static boolean isPlain(MultiMap headers) {
    var codings = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
    return codings.isEmpty()
        || codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked");
  }

  private boolean isSupported(String contentType) {
    int parameters = contentType.indexOf(';');
    var type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return contentTypes.contains(type)
        || contentTypes.contains(type.strip().toLowerCase(Locale.ROOT));
  }

  private void watch(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    if (request.isEnded() || ctx.response().ended()) {
      return;
    }
    long timer =
        ctx.vertx()
            .setTimer(
                bodyTimeMs,
                fired -> {
                  if (!request.isEnded() && !ctx.response().ended()) {
                    ctx.fail(TOO_SLOW);
                  }
                });
    ctx.addEndHandler(done -> ctx.vertx().cancelTimer(timer));
  }
}
