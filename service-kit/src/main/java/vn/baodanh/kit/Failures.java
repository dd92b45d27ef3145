package vn.baodanh.kit;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every failed request with a problem document. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final int FIRST_STATUS = 400;
  private static final int LAST_STATUS = 511;
  private static final int BODY_BROKEN = 200;
  private static final int MOST_LENGTH_DIGITS = 5; // below 100,000 bytes
  private static final int MOST_FRAMES = 20;
  private static final int MOST_CAUSES = 5;

  private Failures() {}

  static void answerAll(Router router) {
    for (int status = FIRST_STATUS; status <= LAST_STATUS; status++) {
      int failed = status;
      router.errorHandler(status, ctx -> answer(ctx, failed));
    }
    // Vert.x's body handler fails with 200 when a body ends too early or is framed wrongly.
    router.errorHandler(BODY_BROKEN, ctx -> answer(ctx, 400));
  }

  private static void answer(RoutingContext ctx, int status) {
    if (ctx.failure() instanceof HttpClosedException) {
      return;
    }
    var problem = problem(ctx, status);
    if (!ctx.request().isEnded() && (problem.status() == 408 || !isRestSmall(ctx.request()))) {
      Farewell.say(ctx.vertx(), ctx.request());
    }
    Problems.answer(ctx.response(), problem);
  }

  /** Then the rest is passed over and the connection goes on being used. */
  private static boolean isRestSmall(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : length.length() <= MOST_LENGTH_DIGITS;
  }

  private static Problem problem(RoutingContext ctx, int status) {
    return switch (ctx.failure()) {
      case ProblemException known -> known.problem();
      case HttpException http when http.getStatusCode() < 500 -> byStatus(http.getStatusCode());
      case null -> byStatus(status);
      case Throwable callersFault when status < 500 -> byStatus(status);
      case Throwable defect -> {
        LOG.error("{} {} failed: {}", ctx.request().method(), pattern(ctx), frames(defect));
        yield byStatus(500);
      }
    };
  }

  private static Problem byStatus(int status) {
    return switch (status) {
      case 400 ->
          Problem.of(400, "bad-request", "Yêu cầu không hợp lệ.", "The request is not valid.");
      case 404 ->
          Problem.of(
              404, "not-found", "Không có gì ở địa chỉ này.", "There is nothing at this address.");
      case 405 ->
          Problem.of(
              405,
              "method-not-allowed",
              "Địa chỉ này không nhận phương thức đó.",
              "This method is not allowed here.");
      case 413 ->
          Problem.of(413, "body-too-large", "Nội dung yêu cầu quá lớn.", "The body is too large.");
      default -> status < 500 ? other(status) : internal();
    };
  }

  private static Problem other(int status) {
    return Problem.of(status, "refused", "Yêu cầu bị từ chối.", "The request was refused.");
  }

  private static Problem internal() {
    return Problem.of(
        500,
        "internal",
        "Hệ thống gặp lỗi, xin thử lại sau.",
        "Something went wrong on our side; try again later.");
  }

  /** The route's pattern, never the path itself, which may hold what belongs to a person. */
  private static String pattern(RoutingContext ctx) {
    var route = ctx.currentRoute();
    return route == null || route.getPath() == null ? "?" : route.getPath();
  }

  /** Where it happened, without messages: those of drivers and parsers repeat what people sent. */
  private static String frames(Throwable defect) {
    return Stream.iterate(defect, cause -> cause != null, Throwable::getCause)
        .limit(MOST_CAUSES)
        .map(cause ->
            Arrays.stream(cause.getStackTrace())
                .limit(MOST_FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < ", cause.getClass().getName() + " at ", "")))
        .collect(Collectors.joining("; caused by "));
  }
}
