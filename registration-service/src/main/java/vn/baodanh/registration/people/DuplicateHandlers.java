package vn.baodanh.registration.people;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.approval.ProposalHandlers;
import vn.baodanh.registration.approval.Proposals;
import vn.baodanh.registration.audit.Audit;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.people.PeopleStore.Suspected;
import vn.baodanh.registration.person.Actor;

/** Suspected duplicates for operators, who look, dismiss, or propose a merge. */
final class DuplicateHandlers {
  private static final String PAGE = "50";

  private static final Problem UNKNOWN =
      Problem.of(
          404,
          "suspicion-unknown",
          "Không có nghi vấn nào đang mở về hai thí sinh này.",
          "These two are not suspected to be one, or that is decided.");

  private static final Problem UNKNOWN_CURSOR =
      Problem.of(400, "invalid", "Yêu cầu có chỗ không hợp lệ.", "The request is not valid.")
          .withFaults(
              List.of(
                  new Problem.Fault(
                      "query:after",
                      "unknown-cursor",
                      "Cần giá trị next của trang trước.",
                      "Expected the next of the page before.")));

  private final Pool pool;
  private final PeopleStore store;
  private final Proposals proposals;

  DuplicateHandlers(Pool pool, PeopleStore store, Proposals proposals) {
    this.pool = pool;
    this.store = store;
    this.proposals = proposals;
  }

  Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "listSuspectedDuplicates", this::listSuspectedDuplicates,
        "dismissSuspectedDuplicate", this::dismissSuspectedDuplicate,
        "proposeCandidateMerge", this::proposeCandidateMerge);
  }

  private void listSuspectedDuplicates(RoutingContext ctx) {
    int limit = Integer.parseInt(ctx.request().getParam("limit", PAGE));
    Place after =
        Optional.ofNullable(ctx.request().getParam("after"))
            .map(text -> Place.of(text).orElseThrow(() -> new ProblemException(UNKNOWN_CURSOR)))
            .orElse(Place.BEGIN);
    Postgres.orUnavailable(
            store
                .suspected(after, limit)
                .compose(found ->
                    Audit.add(
                            pool,
                            Actor.of(ctx),
                            "suspected-duplicates.list",
                            after.text(),
                            new JsonObject().put("shown", found.size()))
                        .map(found)))
        .onSuccess(found -> ctx.json(page(found, limit)))
        .onFailure(ctx::fail);
  }

  private static JsonObject page(List<Suspected> found, int limit) {
    var list = new JsonArray();
    for (Suspected pair : found) {
      list.add(
          new JsonObject()
              .put("reason", pair.reason())
              .put("foundAt", Micros.text(pair.place().foundUs()))
              .put("one", person(pair.place().one(), pair.documents()))
              .put("other", person(pair.place().other(), pair.documents())));
    }
    var page = new JsonObject().put("suspected", list);
    return found.size() == limit ? page.put("next", found.getLast().place().text()) : page;
  }

  private static JsonObject person(UUID candidate, JsonObject documents) {
    return new JsonObject()
        .put("candidateId", candidate.toString())
        .put("documents", documents.getJsonArray(candidate.toString(), new JsonArray()));
  }

  private void dismissSuspectedDuplicate(RoutingContext ctx) {
    JsonObject body = requireNonNull(ctx.body().asJsonObject());
    UUID one = UUID.fromString(body.getString("one"));
    UUID other = UUID.fromString(body.getString("other"));
    Postgres.orUnavailable(
            pool.withTransaction(tx ->
                PeopleStore.decide(tx, one, other, "dismissed")
                    .compose(decided -> {
                      if (!decided) {
                        return Future.failedFuture(new ProblemException(UNKNOWN));
                      }
                      return Audit.add(
                          tx,
                          Actor.of(ctx),
                          "suspected-duplicate.dismiss",
                          one + " " + other,
                          new JsonObject().put("note", body.getString("note")));
                    })))
        .onSuccess(done -> ctx.response().setStatusCode(204).end())
        .onFailure(ctx::fail);
  }

  private void proposeCandidateMerge(RoutingContext ctx) {
    JsonObject body = requireNonNull(ctx.body().asJsonObject());
    String key = requireNonNull(ctx.request().getHeader("Idempotency-Key"));
    ProposalHandlers.answer(ctx, 202, proposals.propose(Merges.draft(body, key), Actor.of(ctx)));
  }
}
