package vn.baodanh.registration.candidate;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Received;
import vn.baodanh.registration.audit.Audit;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.person.Actor;
import vn.baodanh.registration.person.Documents;
import vn.baodanh.registration.person.Documents.Document;
import vn.baodanh.registration.person.Documents.Owner;
import vn.baodanh.registration.person.Person;
import vn.baodanh.registration.person.Role;

/**
 * What a school or point of receipt sees before it enters a registration for a candidate: the one
 * on file there, or only that there is none. The document's number is in the body, since addresses
 * stand in logs.
 */
public final class RegistrationLookup {
  private static final Problem OTHER_SCHOOL =
      Problem.of(
          403,
          "other-school",
          "Bạn không được giao quyền tại trường hoặc điểm thu nhận này.",
          "You have no grant at this school or point of receipt.");
  private static final Problem ELSEWHERE =
      Problem.of(
          409,
          "registered-elsewhere",
          "Thí sinh đã đăng ký tại đơn vị khác và phải rút ở đó trước.",
          "The candidate is registered elsewhere, and must withdraw there first.");

  private final Pool pool;
  private final Documents documents;
  private final CandidateHandlers shown;

  public RegistrationLookup(Pool pool, Documents documents, CandidateHandlers shown) {
    this.pool = pool;
    this.documents = documents;
    this.shown = shown;
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of("findExamRegistration", this::findExamRegistration);
  }

  private void findExamRegistration(RoutingContext ctx) {
    JsonObject body = requireNonNull(ctx.body().asJsonObject());
    String school = body.getString("school");
    Actor actor =
        Actor.of(ctx)
            .actingFor(Role.SCHOOL, school)
            .orElseThrow(() -> new ProblemException(OTHER_SCHOOL));
    JsonObject identity = body.getJsonObject("identity");
    documents
        .owner(
            new Document(identity.getString("kind"), identity.getString("number")),
            Received.at(ctx))
        .compose(owner -> audited(owner, school, actor))
        .onSuccess(person -> shown.showCurrent(ctx, person, Kind.REGISTRATION))
        .onFailure(ctx::fail);
  }

  private Future<Person> audited(Owner owner, String school, Actor actor) {
    boolean elsewhere = owner.registeredAt().filter(other -> !other.equals(school)).isPresent();
    return Postgres.orUnavailable(
            Audit.add(
                pool,
                actor,
                "exam-registration.find",
                owner.person().candidateId().toString(),
                new JsonObject().put("elsewhere", elsewhere)))
        .map(written -> {
          if (elsewhere) {
            throw new ProblemException(ELSEWHERE);
          }
          return owner.person();
        });
  }
}
