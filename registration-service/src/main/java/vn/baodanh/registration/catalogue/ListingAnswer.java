package vn.baodanh.registration.catalogue;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** Answers a question about a listing with a page, with 304, or with what is wrong. */
final class ListingAnswer {
  /** Long enough to spare the service the same question, short enough for a correction. */
  private static final String CACHE_CONTROL = "public, max-age=300";

  private static final Problem UNKNOWN_CURSOR =
      Problem.of(400, "invalid", "Yêu cầu có chỗ không hợp lệ.", "The request is not valid.")
          .withFaults(
              List.of(
                  new Problem.Fault(
                      "query:after",
                      "unknown-cursor",
                      "Danh mục đã thay đổi; hãy đọc lại từ đầu.",
                      "The catalogue has changed; read again from the beginning.")));

  static void send(RoutingContext ctx, Listing listing, Question question) {
    var entityTag = listing.entityTag(question);
    var response =
        ctx.response()
            .putHeader(HttpHeaders.ETAG, entityTag)
            .putHeader(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL);
    if (isAtHand(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH), entityTag)) {
      response.setStatusCode(304).end();
      return;
    }
    listing
        .page(question)
        .ifPresentOrElse(
            page -> response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(page),
            () -> {
              response.headers().remove(HttpHeaders.ETAG).remove(HttpHeaders.CACHE_CONTROL);
              ctx.fail(new ProblemException(UNKNOWN_CURSOR));
            });
  }

  /**
   * If-None-Match compares weakly (RFC 9110, 13.1.2); an asterisk is what is there, whatever it is.
   */
  private static boolean isAtHand(@Nullable String ifNoneMatch, String entityTag) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (var tag : ifNoneMatch.split(",")) {
      var plain = tag.strip();
      if (plain.equals("*") || plain.equals(entityTag) || plain.equals("W/" + entityTag)) {
        return true;
      }
    }
    return false;
  }

  private ListingAnswer() {}
}
