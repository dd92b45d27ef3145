package vn.baodanh.registration.approval;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.person.Actor;

/** Proposals over HTTP; each kind is proposed by an operation of its own. */
public final class ProposalHandlers {
  private static final String PAGE = "50";
  private static final UUID FIRST = new UUID(0, 0);

  private final Proposals proposals;

  public ProposalHandlers(Proposals proposals) {
    this.proposals = proposals;
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "listProposals", this::listProposals,
        "getProposal", this::getProposal,
        "approveProposal", this::approveProposal,
        "rejectProposal", this::rejectProposal);
  }

  /** Answers with the proposal as it stands, or with why there is none. */
  public static void answer(RoutingContext ctx, int status, Future<Proposal> proposal) {
    proposal
        .onSuccess(found -> {
          ctx.response().setStatusCode(status);
          ctx.json(json(found));
        })
        .onFailure(ctx::fail);
  }

  private void listProposals(RoutingContext ctx) {
    var request = ctx.request();
    int limit = Integer.parseInt(request.getParam("limit", PAGE));
    UUID after = Optional.ofNullable(request.getParam("after")).map(UUID::fromString).orElse(FIRST);
    proposals
        .list(Optional.ofNullable(request.getParam("state")), after, limit)
        .onSuccess(found -> ctx.json(page(found, limit)))
        .onFailure(ctx::fail);
  }

  private static JsonObject page(List<Proposal> found, int limit) {
    var list = new JsonArray();
    found.forEach(proposal -> list.add(json(proposal)));
    var page = new JsonObject().put("proposals", list);
    if (found.size() == limit) {
      page.put("next", found.getLast().id().toString());
    }
    return page;
  }

  private void getProposal(RoutingContext ctx) {
    answer(ctx, 200, proposals.find(id(ctx)));
  }

  private void approveProposal(RoutingContext ctx) {
    answer(ctx, 200, proposals.approve(id(ctx), Actor.of(ctx)));
  }

  private void rejectProposal(RoutingContext ctx) {
    answer(ctx, 200, proposals.reject(id(ctx), Actor.of(ctx)));
  }

  private static UUID id(RoutingContext ctx) {
    return UUID.fromString(ctx.pathParam("id"));
  }

  private static JsonObject json(Proposal proposal) {
    var json =
        new JsonObject()
            .put("id", proposal.id().toString())
            .put("kind", proposal.kind())
            .put("content", proposal.content())
            .put("note", proposal.note())
            .put("proposedBy", proposal.proposedBy().toString())
            .put("proposedAt", text(proposal.proposedAt()))
            .put("state", proposal.state().text());
    proposal
        .decision()
        .ifPresent(decision ->
            json.put("decidedBy", decision.by().toString()).put("decidedAt", text(decision.at())));
    return json;
  }

  private static String text(Instant instant) {
    return Micros.text(Micros.of(instant));
  }
}
