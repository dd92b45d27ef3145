package vn.baodanh.registration.intake;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Received;
import vn.baodanh.registration.catalogue.Edition;
import vn.baodanh.registration.filing.EnteredBy;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.FilingId;
import vn.baodanh.registration.filing.Grounds;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.season.Season;

/**
 * A request to file something, read and judged by the rules that need no state.
 *
 * @param receivedAt when its head was read
 * @param source the address that it came from
 */
record FilingRequest(
    FilingHeaders headers,
    Season season,
    Edition catalogue,
    Instant receivedAt,
    Judged judged,
    String source) {
  /**
   * No honest version lies further ahead of the receipt than this: nodes may differ by 100 ms,
   * orders by some more.
   */
  private static final Duration VERSION_AHEAD = Duration.ofMinutes(1);

  /**
   * @throws ProblemException why it cannot be read, or files nothing
   */
  static FilingRequest read(RoutingContext ctx, Intake intake, Form form) {
    FilingHeaders headers = FilingHeaders.of(ctx.request().headers());
    Buffer body = ctx.body().buffer();
    Season season = intake.calendar().season();
    Instant receivedAt = Received.at(ctx);
    Edition catalogue = intake.catalogue().at(receivedAt);
    Judged judged =
        form.judge(
            body == null ? new byte[0] : body.getBytes(), season.rules(), catalogue, receivedAt);
    if (headers.expectedUs() > Micros.of(receivedAt.plus(VERSION_AHEAD))) {
      throw new ProblemException(IntakeProblems.stale(0));
    }
    if (headers.expectedUs() == 0 && judged.isWithdrawal()) {
      throw new ProblemException(IntakeProblems.nothingToWithdraw());
    }
    String source = intake.proxies().clientOf(ctx.request());
    return new FilingRequest(headers, season, catalogue, receivedAt, judged, source);
  }

  /** Whether it changes what is on file already. */
  boolean isChange() {
    return headers.expectedUs() > 0;
  }

  FilingRequest with(Judged other) {
    return new FilingRequest(headers, season, catalogue, receivedAt, other, source);
  }

  /** The id of the filing for this candidate; an office's keys are not the candidate's own. */
  UUID idFor(UUID candidate, @Nullable EnteredBy by) {
    String key = by == null ? headers.key() : by.organisation() + "\n" + headers.key();
    return FilingId.of(candidate, judged.kind(), key, judged.digest());
  }

  /**
   * @param by who files it, where it is not the candidate
   */
  Filing filing(UUID candidate, @Nullable EnteredBy by) {
    return new Filing(
        idFor(candidate, by),
        candidate,
        judged.kind(),
        Micros.of(receivedAt),
        headers.expectedUs(),
        judged.digest(),
        new Grounds(season.rules().rulesVersion(), catalogue.number()),
        judged.content(),
        source,
        by);
  }
}
