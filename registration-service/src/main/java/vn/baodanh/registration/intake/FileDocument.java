package vn.baodanh.registration.intake;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Problems;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.person.Person;
import vn.baodanh.registration.stepup.StepUp;

/** Takes one kind of filing in from the candidate. Runs on an event loop and reads no database. */
final class FileDocument implements Handler<RoutingContext> {
  private final Intake intake;
  private final Filer filer;
  private final Form form;

  FileDocument(Intake intake, Filer filer, Form form) {
    this.intake = intake;
    this.filer = filer;
    this.form = form;
  }

  @Override
  public void handle(RoutingContext ctx) {
    try {
      intake.refuseIfUnable();
      Bearer bearer = Tokens.bearer(ctx);
      Person person = intake.candidates().of(bearer, Received.at(ctx));
      FilingRequest request = FilingRequest.read(ctx, intake, form);
      Judged judged = OwnDocument.judge(bearer, request.judged());
      UUID candidate = person.candidateId();
      filer.file(
          ctx, request.with(judged), candidate, null, missing(ctx, request, bearer, candidate));
    } catch (ProblemException e) {
      Problems.answer(ctx.response(), e.problem());
    }
  }

  /** What must be shown before what is on file changes, and was not. */
  private Optional<Problem> missing(
      RoutingContext ctx, FilingRequest request, Bearer bearer, UUID candidate) {
    return request.isChange()
        ? intake
            .stepUp()
            .missing(
                request.season().rules().stepUp(),
                bearer,
                candidate,
                request.receivedAt(),
                ctx.request().getHeader(StepUp.HEADER))
        : Optional.empty();
  }
}
