package vn.baodanh.registration.access;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.access.GrantStore.Given;
import vn.baodanh.registration.approval.ProposalHandlers;
import vn.baodanh.registration.approval.Proposals;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.person.Actor;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Grant;
import vn.baodanh.registration.person.Scope;

/** Grants over HTTP. */
final class GrantHandlers {
  private static final String PAGE = "200";
  private static final UUID FIRST = new UUID(0, 0);

  private final Grants grants;
  private final GrantFeed feed;
  private final Proposals proposals;

  GrantHandlers(Grants grants, GrantFeed feed, Proposals proposals) {
    this.grants = grants;
    this.feed = feed;
    this.proposals = proposals;
  }

  Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "listGrants", this::listGrants,
        "giveGrant", this::giveGrant,
        "endGrant", this::endGrant,
        "getMyGrants", this::getMyGrants);
  }

  private void listGrants(RoutingContext ctx) {
    var request = ctx.request();
    int limit = Integer.parseInt(request.getParam("limit", PAGE));
    UUID after = Optional.ofNullable(request.getParam("after")).map(UUID::fromString).orElse(FIRST);
    grants
        .list(Actor.of(ctx), after, limit)
        .onSuccess(found -> ctx.json(page(found, limit)))
        .onFailure(ctx::fail);
  }

  private static JsonObject page(List<Given> found, int limit) {
    var list = new JsonArray();
    found.forEach(given -> list.add(json(given)));
    var page = new JsonObject().put("grants", list);
    if (found.size() == limit) {
      page.put("next", found.getLast().grant().id().toString());
    }
    return page;
  }

  private void giveGrant(RoutingContext ctx) {
    if (Tokens.bearer(ctx).isMachine()) { // else a stolen key could make itself successors
      throw new ProblemException(GrantProblems.NOT_YOURS);
    }
    Actor by = Actor.of(ctx);
    JsonObject body = requireNonNull(ctx.body().asJsonObject());
    String key = requireNonNull(ctx.request().getHeader("Idempotency-Key"));
    GrantWish wish = GrantWish.of(body);
    grants.check(wish, by);
    if (wish.role().isNational()) {
      ProposalHandlers.answer(ctx, 202, proposals.propose(Grants.draft(body, wish, key), by));
      return;
    }
    grants
        .give(wish, by, key)
        .onSuccess(given -> {
          ctx.response().setStatusCode(201);
          ctx.json(json(given));
        })
        .onFailure(ctx::fail);
  }

  private void endGrant(RoutingContext ctx) {
    if (Tokens.bearer(ctx).isMachine()) {
      throw new ProblemException(GrantProblems.UNKNOWN);
    }
    grants
        .end(UUID.fromString(ctx.pathParam("id")), Actor.of(ctx))
        .onSuccess(ended -> ctx.response().setStatusCode(204).end())
        .onFailure(ctx::fail);
  }

  private void getMyGrants(RoutingContext ctx) {
    Bearer bearer = Tokens.bearer(ctx);
    var list = new JsonArray();
    feed.inForce(Candidates.idOf(bearer.issuer(), bearer.subject()))
        .forEach(grant -> list.add(json(grant)));
    ctx.json(new JsonObject().put("subject", bearer.subject()).put("grants", list));
  }

  private static JsonObject json(Given given) {
    var json =
        json(given.grant())
            .put("subject", given.grant().subject())
            .put("givenAt", text(given.givenAt()))
            .put("note", given.note());
    given.givenBy().ifPresent(by -> json.put("givenBy", by.toString()));
    given.publicKey().ifPresent(key -> json.put("publicKey", key));
    return json;
  }

  private static JsonObject json(Grant grant) {
    var json =
        new JsonObject()
            .put("id", grant.id().toString())
            .put("role", grant.role().text())
            .put("from", text(grant.from()))
            .put("until", text(grant.until()));
    if (!grant.organisation().isEmpty()) {
      json.put("organisation", grant.organisation());
    }
    return grant.isMachines() ? json.put("scopes", scopes(grant)) : json;
  }

  /** A machine's, in the order of their names. */
  static JsonArray scopes(Grant grant) {
    return new JsonArray(grant.scopes().stream().map(Scope::text).sorted().toList());
  }

  private static String text(Instant instant) {
    return Micros.text(Micros.of(instant));
  }
}
