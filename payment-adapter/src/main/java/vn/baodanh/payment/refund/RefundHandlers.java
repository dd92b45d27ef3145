package vn.baodanh.payment.refund;

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
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.Tokens;
import vn.baodanh.payment.export.Exports;
import vn.baodanh.payment.http.JsonBody;
import vn.baodanh.payment.http.Unavailable;
import vn.baodanh.payment.ledger.Vnd;

/** Refunds over HTTP. */
public final class RefundHandlers {
  private static final String FINANCE = "finance";

  private final Pool pool;
  private final RefundDesk desk;
  private final Runnable eventsAdded;

  /**
   * @param eventsAdded called after events were committed
   */
  public RefundHandlers(Pool pool, Runnable eventsAdded) {
    this.pool = pool;
    this.desk = new RefundDesk(pool);
    this.eventsAdded = eventsAdded;
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "openRefund", this::open,
        "listRefunds", this::list,
        "getRefund", this::show,
        "prepareRefund", this::prepare,
        "releaseRefund", this::release,
        "releaseRefunds", this::releaseAll,
        "dismissRefund", this::dismiss,
        "decideRefund", this::decide,
        "returnRefund", this::takeReturn);
  }

  private void open(RoutingContext ctx) {
    var bearer = Tokens.bearer(ctx);
    JsonObject body = JsonBody.of(ctx);
    Refund wanted =
        RefundOpening.read(
            body, bearer.subject(), bearer.roles().contains(FINANCE), Received.at(ctx));
    Postgres.inTime(
            pool.withTransaction(tx -> RefundOpening.open(tx, wanted, RefundOpening.again(body))))
        .onSuccess(opened -> {
          eventsAdded.run();
          ctx.response().setStatusCode(opened.isNew() ? 201 : 200);
          ctx.json(RefundView.of(opened.refund()));
        })
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private void list(RoutingContext ctx) {
    var state = Optional.ofNullable(ctx.request().getParam("state")).map(RefundState::of);
    Exports.list(
        ctx,
        "refunds",
        page ->
            Postgres.inTime(RefundStore.page(pool, state, page.after(), page.limit()))
                .map(refunds -> page(refunds, page.after())),
        "number",
        "id",
        "reference",
        "amount",
        "reason",
        "state",
        "openedAt",
        "openedBy",
        "preparedBy",
        "releasedBy",
        "decidedBy",
        "decidedAt",
        "note",
        "requestId",
        "requestedAt",
        "resultCode");
  }

  private static JsonObject page(List<Refund> refunds, long after) {
    JsonArray array = new JsonArray();
    refunds.forEach(refund -> array.add(RefundView.of(refund)));
    long next = refunds.isEmpty() ? after : refunds.getLast().number();
    return new JsonObject().put("refunds", array).put("next", next);
  }

  private void show(RoutingContext ctx) {
    answer(
        ctx,
        Postgres.inTime(RefundStore.find(pool, id(ctx)))
            .map(found -> found.orElseThrow(RefundProblems::unknown)));
  }

  private void prepare(RoutingContext ctx) {
    JsonObject body = JsonBody.of(ctx);
    Vnd amount = new Vnd(body.getLong("amount"));
    answer(ctx, desk.prepare(id(ctx), amount, subject(ctx), note(body)));
  }

  private void release(RoutingContext ctx) {
    answer(
        ctx,
        desk.release(id(ctx), subject(ctx), Received.at(ctx)).onSuccess(done -> eventsAdded.run()));
  }

  /** Each by itself, one after the other: what is wrong with one keeps none of the others back. */
  private void releaseAll(RoutingContext ctx) {
    JsonArray results = new JsonArray();
    Future<?> done = Future.succeededFuture();
    for (Object id : JsonBody.of(ctx).getJsonArray("ids")) {
      done = done.compose(before -> releaseOne(ctx, (String) id).onSuccess(results::add));
    }
    done.onSuccess(
            all -> {
              eventsAdded.run();
              ctx.json(new JsonObject().put("results", results));
            })
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private Future<JsonObject> releaseOne(RoutingContext ctx, String id) {
    return desk.release(UUID.fromString(id), subject(ctx), Received.at(ctx))
        .map(refund -> new JsonObject().put("id", id).put("state", refund.state().text()))
        .recover(failure ->
            failure instanceof ProblemException refused
                ? Future.succeededFuture(
                    new JsonObject().put("id", id).put("code", refused.problem().code()))
                : Future.failedFuture(failure));
  }

  private void dismiss(RoutingContext ctx) {
    answer(ctx, desk.dismiss(id(ctx), decision(ctx)).onSuccess(done -> eventsAdded.run()));
  }

  private void takeReturn(RoutingContext ctx) {
    answer(ctx, desk.takeReturn(id(ctx), decision(ctx)).onSuccess(done -> eventsAdded.run()));
  }

  private void decide(RoutingContext ctx) {
    boolean refunded = JsonBody.of(ctx).getBoolean("refunded");
    answer(ctx, desk.decide(id(ctx), refunded, decision(ctx)).onSuccess(done -> eventsAdded.run()));
  }

  private static Decision decision(RoutingContext ctx) {
    return new Decision(subject(ctx), Received.at(ctx), Optional.empty(), note(JsonBody.of(ctx)));
  }

  private static void answer(RoutingContext ctx, Future<Refund> refund) {
    refund
        .onSuccess(done -> ctx.json(RefundView.of(done)))
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private static UUID id(RoutingContext ctx) {
    return UUID.fromString(ctx.pathParam("id"));
  }

  private static String subject(RoutingContext ctx) {
    return Tokens.bearer(ctx).subject();
  }

  private static Optional<String> note(JsonObject body) {
    return Optional.ofNullable(body.getString("note"));
  }
}
