package vn.baodanh.registration.billing;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.Tokens;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Person;

/**
 * Lets somebody else pay: the candidate makes a link and gives it away; whoever holds it sees how
 * much it is and can pay, and neither sees nor does anything else.
 */
final class LinkHandlers {
  private static final Duration GOOD_FOR = Duration.ofDays(7);

  private final Pool pool;
  private final Candidates candidates;
  private final LinkStore links;
  private final LinkTokens tokens;
  private final Payments payments;
  private final BillHandlers handlers;

  LinkHandlers(
      Pool pool,
      Candidates candidates,
      LinkTokens tokens,
      Payments payments,
      BillHandlers handlers) {
    this.pool = pool;
    this.candidates = candidates;
    this.links = new LinkStore(pool);
    this.tokens = tokens;
    this.payments = payments;
    this.handlers = handlers;
  }

  Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "createPaymentLink", this::createPaymentLink,
        "listPaymentLinks", this::listPaymentLinks,
        "revokePaymentLink", this::revokePaymentLink,
        "showPaymentLink", this::showPaymentLink,
        "startLinkPayment", this::startLinkPayment);
  }

  private Person person(RoutingContext ctx) {
    return candidates.of(Tokens.bearer(ctx), Received.at(ctx));
  }

  private void createPaymentLink(RoutingContext ctx) {
    String key = requireNonNull(ctx.request().getHeader("Idempotency-Key"));
    Instant now = Received.at(ctx);
    Postgres.orUnavailable(
            BillStore.of(pool, person(ctx).idArray())
                .map(Payments::newest)
                .compose(bill -> links.add(link(bill, now), key)))
        .onSuccess(written -> {
          ctx.response().setStatusCode(written.isNew() ? 201 : 200);
          ctx.json(json(written.link()));
        })
        .onFailure(ctx::fail);
  }

  private static PaymentLink link(Bill bill, Instant now) {
    if (bill.state() == BillState.PAID) {
      throw BillingProblems.paid();
    }
    return new PaymentLink(UUID.randomUUID(), bill.id(), now, now.plus(GOOD_FOR), Optional.empty());
  }

  private JsonObject json(PaymentLink link) {
    JsonObject json =
        new JsonObject()
            .put("id", link.id().toString())
            .put("billId", link.bill().toString())
            .put("token", tokens.of(link.id()))
            .put("createdAt", BillAnswers.text(link.createdAt()))
            .put("expiresAt", BillAnswers.text(link.expiresAt()));
    link.revokedAt().ifPresent(at -> json.put("revokedAt", BillAnswers.text(at)));
    return json;
  }

  private void listPaymentLinks(RoutingContext ctx) {
    Postgres.orUnavailable(links.of(person(ctx).idArray()))
        .onSuccess(all -> {
          JsonArray list = new JsonArray();
          all.forEach(link -> list.add(json(link)));
          ctx.json(new JsonObject().put("links", list));
        })
        .onFailure(ctx::fail);
  }

  private void revokePaymentLink(RoutingContext ctx) {
    UUID link = UUID.fromString(ctx.pathParam("id"));
    Postgres.orUnavailable(links.revoke(link, person(ctx).idArray(), Received.at(ctx)))
        .onSuccess(isOwn -> {
          if (isOwn) {
            ctx.response().setStatusCode(204).end();
          } else {
            ctx.fail(BillingProblems.linkUnknown());
          }
        })
        .onFailure(ctx::fail);
  }

  /** The link that the path's token names; fails with 404, or with 410 once it is over. */
  private Future<PaymentLink> held(RoutingContext ctx) {
    UUID id =
        tokens
            .link(requireNonNull(ctx.pathParam("token")))
            .orElseThrow(BillingProblems::linkUnknown);
    return Postgres.orUnavailable(links.find(id))
        .map(found -> {
          PaymentLink link = found.orElseThrow(BillingProblems::linkUnknown);
          if (!link.holdsAt(Received.at(ctx))) {
            throw BillingProblems.linkOver();
          }
          return link;
        });
  }

  private void showPaymentLink(RoutingContext ctx) {
    ctx.response().putHeader("Cache-Control", "no-store");
    held(ctx)
        .compose(link -> Postgres.orUnavailable(BillStore.find(pool, link.bill())))
        .map(Optional::orElseThrow)
        .onSuccess(bill ->
            ctx.json(
                new JsonObject()
                    .put("reference", bill.reference())
                    .put("amount", bill.amount().amount())
                    .put("status", BillAnswers.status(bill))
                    .put("platforms", handlers.platforms())))
        .onFailure(ctx::fail);
  }

  private void startLinkPayment(RoutingContext ctx) {
    ctx.response().putHeader("Cache-Control", "no-store");
    Instant at = Received.at(ctx);
    held(ctx)
        .compose(link -> payments.start(link, handlers.asked(ctx), at))
        .onSuccess(started -> BillHandlers.answer(ctx, started))
        .onFailure(failure -> handlers.fail(ctx, failure));
  }
}
