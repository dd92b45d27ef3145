package vn.baodanh.payment.payout;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.Tokens;
import vn.baodanh.payment.export.Exports;
import vn.baodanh.payment.http.Dates;
import vn.baodanh.payment.http.JsonBody;
import vn.baodanh.payment.http.Unavailable;

/** Payouts over HTTP. */
public final class PayoutHandlers {
  private final Pool pool;
  private final PayoutDesk desk;

  public PayoutHandlers(Pool pool) {
    this.pool = pool;
    this.desk = new PayoutDesk(pool);
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "preparePayouts", this::prepare,
        "listPayouts", this::list,
        "getPayout", this::show,
        "releasePayout", this::release,
        "cancelPayout", this::cancel,
        "returnPayout", this::takeReturn,
        "listStatements", new Statements(pool));
  }

  private void prepare(RoutingContext ctx) {
    LocalDate until = Dates.member("until", JsonBody.of(ctx).getString("until"));
    desk.prepare(until, subject(ctx), Received.at(ctx))
        .onSuccess(count -> ctx.json(new JsonObject().put("prepared", count)))
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private void list(RoutingContext ctx) {
    Exports.list(
        ctx,
        "payouts",
        page ->
            Postgres.inTime(PayoutStore.page(pool, ctx.request().getParam("state"), page))
                .map(rows -> page.answer("payouts", "number", rows)),
        "number",
        "id",
        "institution",
        "amount",
        "until",
        "state",
        "preparedBy",
        "preparedAt",
        "releasedBy",
        "releasedAt",
        "decidedBy",
        "decidedAt",
        "note");
  }

  private void show(RoutingContext ctx) {
    answer(
        ctx,
        Postgres.inTime(PayoutStore.find(pool, id(ctx)))
            .map(found -> found.orElseThrow(PayoutProblems::unknown)));
  }

  private void release(RoutingContext ctx) {
    answer(ctx, desk.release(id(ctx), subject(ctx), Received.at(ctx)));
  }

  private void cancel(RoutingContext ctx) {
    answer(ctx, desk.cancel(id(ctx), subject(ctx), note(ctx), Received.at(ctx)));
  }

  private void takeReturn(RoutingContext ctx) {
    answer(ctx, desk.takeReturn(id(ctx), subject(ctx), note(ctx), Received.at(ctx)));
  }

  private static void answer(RoutingContext ctx, Future<JsonObject> payout) {
    payout.onSuccess(ctx::json).onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private static UUID id(RoutingContext ctx) {
    return UUID.fromString(ctx.pathParam("id"));
  }

  private static String note(RoutingContext ctx) {
    return JsonBody.of(ctx).getString("note");
  }

  private static String subject(RoutingContext ctx) {
    return Tokens.bearer(ctx).subject();
  }
}
