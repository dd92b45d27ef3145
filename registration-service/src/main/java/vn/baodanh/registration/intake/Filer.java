package vn.baodanh.registration.intake;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Problems;
import vn.baodanh.registration.filing.EnteredBy;
import vn.baodanh.registration.filing.FieldFault;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.queue.Kept;
import vn.baodanh.registration.recording.Recorded;
import vn.baodanh.registration.season.Season;
import vn.baodanh.registration.season.Standing;
import vn.baodanh.registration.season.Window;

/**
 * Keeps what was read if its time has come, and answers. Belongs to one event loop; reads a
 * database only where windows differ by department.
 */
final class Filer {
  /**
   * A repeat is answered as the first time even outside every window, so what is in none is judged
   * by one that it is not in.
   */
  private static final Window NO_WINDOW =
      new Window("none", "none", Instant.EPOCH, Instant.EPOCH.plusSeconds(1), false);

  private final Intake intake;
  private final Keeper keeper;
  private final Answers answers;

  Filer(Intake intake, Keeper keeper, Answers answers) {
    this.intake = intake;
    this.keeper = keeper;
    this.answers = answers;
  }

  /**
   * @param candidate whose it is
   * @param by who files it, where it is not the candidate
   * @param missing what must be shown before, and was not; a repeat is answered without
   */
  void file(
      RoutingContext ctx,
      FilingRequest request,
      UUID candidate,
      @Nullable EnteredBy by,
      Optional<Problem> missing) {
    Filing filing = request.filing(candidate, by);
    List<FieldFault> faults = request.judged().faults();
    Optional<Problem> refusal =
        missing.or(
            () -> faults.isEmpty() ? Optional.empty() : Optional.of(IntakeProblems.rules(faults)));
    standing(request.season(), request.judged(), candidate, request.receivedAt())
        .onSuccess(standing -> keep(ctx, request, filing, standing, refusal))
        .onFailure(failure -> Problems.answer(ctx.response(), problem(failure)));
  }

  /**
   * By the windows of the candidate's department, where they differ at that moment. A registration
   * that moves to another department must be in time at both.
   */
  private Future<Standing> standing(
      Season season, Judged judged, UUID candidate, Instant receivedAt) {
    String step = step(judged.kind());
    if (!season.differsByDepartment(step, receivedAt)) {
      return Future.succeededFuture(season.standing(step, receivedAt));
    }
    return intake
        .departments()
        .of(candidate)
        .map(registered -> {
          String own = registered.isEmpty() ? judged.department() : registered;
          Standing standing = season.standing(step, own, receivedAt);
          return standing instanceof Standing.Open && !judged.department().isEmpty()
              ? season.standing(step, judged.department(), receivedAt)
              : standing;
        });
  }

  /**
   * @param refusal why it is not kept, unless it is a repeat
   */
  private void keep(
      RoutingContext ctx,
      FilingRequest request,
      Filing filing,
      Standing standing,
      Optional<Problem> refusal) {
    Future<Optional<Recorded>> outcome = outcome(filing, request.headers());
    Window window = refusal.isEmpty() ? judgedBy(standing) : NO_WINDOW;
    keeper
        .keep(filing, window)
        .onSuccess(kept -> {
          switch (kept) {
            case Kept.Taken taken -> taken(ctx, request, filing, taken, outcome);
            case Kept.KeyReused reused -> refused(ctx, filing, IntakeProblems.keyReused());
            case Kept.Stale(long last) -> refused(ctx, filing, IntakeProblems.stale(last));
            case Kept.NotOpenYet early -> refused(ctx, filing, IntakeProblems.notOpenYet(window));
            case Kept.Closed closed ->
                refused(ctx, filing, refusal.orElseGet(() -> IntakeProblems.closed(standing)));
            case Kept.TooOld _, Kept.Unsure _ -> refused(ctx, filing, IntakeProblems.unavailable());
          }
        })
        .onFailure(failure -> refused(ctx, filing, problem(failure)));
  }

  private static String step(Kind kind) {
    return switch (kind) {
      case PREFERENCES -> Season.PREFERENCES;
      case REGISTRATION -> Season.EXAM_REGISTRATION;
    };
  }

  private static Window judgedBy(Standing standing) {
    return switch (standing) {
      case Standing.Open(Window window) -> window;
      case Standing.NotOpen(Window next) -> next;
      case Standing.Closed(Window last) -> last;
      case Standing.NoWindow none -> NO_WINDOW;
    };
  }

  private Future<Optional<Recorded>> outcome(Filing filing, FilingHeaders headers) {
    return headers.waitMs() > 0 && intake.waitingMakesSense().getAsBoolean()
        ? intake.outcomes().within(filing.id(), headers.waitMs())
        : Future.succeededFuture(Optional.empty());
  }

  private void refused(RoutingContext ctx, Filing filing, Problem problem) {
    intake.outcomes().forget(filing.id());
    Problems.answer(ctx.response(), problem);
  }

  private void taken(
      RoutingContext ctx,
      FilingRequest request,
      Filing filing,
      Kept.Taken taken,
      Future<Optional<Recorded>> outcome) {
    boolean isRepeat = taken.receivedUs() != filing.receivedUs();
    if (isRepeat) {
      intake.outcomes().lookUp(filing.candidate(), filing.id());
    }
    outcome.onSuccess(recorded -> answer(ctx, request, filing, taken, recorded));
  }

  private void answer(
      RoutingContext ctx,
      FilingRequest request,
      Filing filing,
      Kept.Taken taken,
      Optional<Recorded> recorded) {
    var response = ctx.response();
    if (response.closed()) {
      return;
    }
    if (recorded.isPresent()) {
      response.putHeader("Preference-Applied", "wait=" + request.headers().waitMs() / 1_000);
    }
    if (filing.enteredBy() == null) {
      response.putHeader(HttpHeaders.LOCATION, "/v1/me/filings/" + filing.id());
    }
    response
        .setStatusCode(recorded.isPresent() ? 200 : 202)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.ETAG, "\"" + taken.orderUs() + "\"")
        .end(answers.of(filing, taken, recorded, request.judged().warnings()));
  }

  static Problem problem(Throwable failure) {
    return failure instanceof ProblemException known
        ? known.problem()
        : IntakeProblems.unavailable();
  }
}
