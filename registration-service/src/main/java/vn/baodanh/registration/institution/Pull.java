package vn.baodanh.registration.institution;

import static java.util.Objects.requireNonNull;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import vn.baodanh.registration.person.Actor;
import vn.baodanh.registration.person.Role;

/**
 * What somebody of an institution asks to read of its feed.
 *
 * @param by acting for this institution alone
 * @param limit most lines; empty for all there are
 */
record Pull(
    Actor by,
    String institution,
    Cursor after,
    Optional<Long> limit,
    Format format,
    boolean compressed) {

  /**
   * The contract has judged the parameters' forms.
   *
   * @throws vn.baodanh.kit.ProblemException 403 {@code not-your-institution}, 400 for a cursor that
   *     is none
   */
  static Pull of(RoutingContext ctx) {
    Actor by = own(ctx);
    HttpServerRequest request = ctx.request();
    String after = request.getParam("after", Cursor.BEGINNING.text());
    return new Pull(
        by,
        by.organisation(),
        Cursor.of(after).orElseThrow(InstitutionProblems::unknownCursor),
        Optional.ofNullable(request.getParam("limit")).map(Long::valueOf),
        Format.of(request.getParam("format", "")),
        takesGzip(request));
  }

  /**
   * Who asks, acting for the institution that the path names.
   *
   * @throws vn.baodanh.kit.ProblemException 403 {@code not-your-institution}
   */
  static Actor own(RoutingContext ctx) {
    return Actor.of(ctx)
        .actingFor(Role.INSTITUTION, requireNonNull(ctx.pathParam("code")))
        .orElseThrow(InstitutionProblems::notYours);
  }

  /** RFC 9110, 12.5.3, as far as anybody uses it: named, and not with a weight of 0. */
  static boolean takesGzip(HttpServerRequest request) {
    String accepted = request.headers().get(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null
        && Arrays.stream(accepted.split(","))
            .map(coding -> coding.replaceAll("\\s", "").toLowerCase(Locale.ROOT))
            .anyMatch(
                coding -> coding.startsWith("gzip") && !coding.matches("gzip;q=0(\\.0{1,3})?"));
  }
}
