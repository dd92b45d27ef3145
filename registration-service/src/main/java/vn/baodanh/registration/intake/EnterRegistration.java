package vn.baodanh.registration.intake;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Problems;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.audit.Audit;
import vn.baodanh.registration.filing.EnteredBy;
import vn.baodanh.registration.filing.ExamRegistration;
import vn.baodanh.registration.person.Actor;
import vn.baodanh.registration.person.Documents;
import vn.baodanh.registration.person.Documents.Document;
import vn.baodanh.registration.person.Documents.Owner;
import vn.baodanh.registration.person.Role;

/**
 * Takes an exam registration in that a school or point of receipt (điểm thu nhận hồ sơ) enters for
 * a candidate, whom the document on the form names. From there on it is a filing as any: the later
 * in order counts. Asks the database whose the document is, and leaves a row in the audit first.
 */
final class EnterRegistration implements Handler<RoutingContext> {
  private final Intake intake;
  private final Filer filer;
  private final Documents documents;
  private final Pool pool;

  EnterRegistration(Intake intake, Filer filer, Documents documents, Pool pool) {
    this.intake = intake;
    this.filer = filer;
    this.documents = documents;
    this.pool = pool;
  }

  @Override
  public void handle(RoutingContext ctx) {
    try {
      intake.refuseIfUnable();
      FilingRequest request = FilingRequest.read(ctx, intake, Forms::registration);
      ExamRegistration form = requireNonNull(request.judged().registration());
      String school = form.office().departmentCode() + "-" + form.office().pointOfReceipt();
      Actor actor =
          Actor.of(ctx)
              .actingFor(Role.SCHOOL, school)
              .orElseThrow(() -> new ProblemException(IntakeProblems.otherSchool()));
      enter(ctx, request, form, actor);
    } catch (ProblemException e) {
      Problems.answer(ctx.response(), e.problem());
    }
  }

  private void enter(
      RoutingContext ctx, FilingRequest request, ExamRegistration form, Actor actor) {
    var identity = form.person().identity();
    var document = new Document(identity.kind().text(), identity.number());
    var by = new EnteredBy(actor.personId(), actor.organisation());
    documents
        .ownerToFileFor(document, request.receivedAt())
        .map(owner -> registeredHere(owner, by.organisation()))
        .compose(candidate -> audited(candidate, request, by, actor))
        .onSuccess(candidate -> filer.file(ctx, request, candidate, by, missing(ctx, request)))
        .onFailure(failure -> Problems.answer(ctx.response(), Filer.problem(failure)));
  }

  /** What staff must show before what is on file changes, and did not. */
  private Optional<Problem> missing(RoutingContext ctx, FilingRequest request) {
    return request.isChange()
        ? intake
            .stepUp()
            .missingOfStaff(
                request.season().rules().stepUp(), Tokens.bearer(ctx), request.receivedAt())
        : Optional.empty();
  }

  /** Whoever is registered elsewhere is asked to withdraw there first; nothing more is told. */
  private static UUID registeredHere(Owner owner, String school) {
    if (owner.registeredAt().filter(elsewhere -> !elsewhere.equals(school)).isPresent()) {
      throw new ProblemException(IntakeProblems.registeredElsewhere());
    }
    return owner.person().candidateId();
  }

  private Future<UUID> audited(UUID candidate, FilingRequest request, EnteredBy by, Actor actor) {
    var details =
        new JsonObject()
            .put("filing", request.idFor(candidate, by).toString())
            .put("expected", Long.toString(request.headers().expectedUs()));
    return Postgres.orUnavailable(
        Audit.add(pool, actor, "exam-registration.enter", candidate.toString(), details)
            .map(candidate));
  }
}
