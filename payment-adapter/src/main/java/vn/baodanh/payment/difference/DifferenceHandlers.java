package vn.baodanh.payment.difference;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.Tokens;
import vn.baodanh.payment.export.Exports;
import vn.baodanh.payment.http.Dates;
import vn.baodanh.payment.http.JsonBody;
import vn.baodanh.payment.http.Page;
import vn.baodanh.payment.http.Unavailable;

/** The worklist over HTTP. */
public final class DifferenceHandlers {
  private final Pool pool;
  private final DifferenceDesk desk;

  public DifferenceHandlers(Pool pool) {
    this.pool = pool;
    this.desk = new DifferenceDesk(pool);
  }

  public Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "listDifferences", this::list,
        "noteDifference", this::note,
        "assignDifference", this::assign,
        "proposeResolution", this::propose,
        "decideResolution", this::decide);
  }

  private void list(RoutingContext ctx) {
    @Nullable String state = ctx.request().getParam("state");
    @Nullable String group = ctx.request().getParam("class");
    @Nullable LocalDate day = Dates.parameter(ctx, "day").orElse(null);
    String @Nullable [] states = state == null ? null : new String[] {state};
    String @Nullable [] kinds = group == null ? null : DifferenceKind.ofGroup(group);
    Exports.list(
        ctx,
        "differences",
        page ->
            Postgres.inTime(DifferenceStore.page(pool, states, kinds, day, page))
                .map(rows -> answer(page, rows)),
        "id",
        "at",
        "class",
        "kind",
        "platform",
        "reference",
        "transactionNo",
        "amount",
        "expected",
        "state",
        "ledgerDay",
        "ledgerAmount",
        "fileDay",
        "fileAmount",
        "assignedTo",
        "resolution",
        "institution",
        "payout",
        "reason",
        "proposedBy",
        "decidedBy",
        "decidedAt");
  }

  private static JsonObject answer(Page page, RowSet<Row> rows) {
    JsonArray array = new JsonArray();
    long next = page.after();
    for (Row row : rows) {
      array.add(DifferenceStore.json(row));
      next = row.getLong(0);
    }
    return new JsonObject().put("differences", array).put("next", next);
  }

  private void note(RoutingContext ctx) {
    answer(
        ctx,
        desk.note(id(ctx), subject(ctx), JsonBody.of(ctx).getString("text"), Received.at(ctx)));
  }

  private void assign(RoutingContext ctx) {
    answer(ctx, desk.assign(id(ctx), Optional.ofNullable(JsonBody.of(ctx).getString("to"))));
  }

  private void propose(RoutingContext ctx) {
    JsonObject body = JsonBody.of(ctx);
    Proposal proposal =
        new Proposal(
            Resolution.of(body.getString("resolution")),
            Optional.ofNullable(body.getString("institutionCode")),
            Optional.ofNullable(body.getLong("payoutNumber")),
            body.getString("reason"),
            subject(ctx));
    answer(ctx, desk.propose(id(ctx), proposal, Received.at(ctx)));
  }

  private void decide(RoutingContext ctx) {
    boolean approved = JsonBody.of(ctx).getBoolean("approved");
    answer(ctx, desk.decide(id(ctx), approved, subject(ctx), Received.at(ctx)));
  }

  private static void answer(RoutingContext ctx, Future<JsonObject> item) {
    item.onSuccess(ctx::json).onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private static long id(RoutingContext ctx) {
    return Long.parseLong(ctx.pathParam("number"));
  }

  private static String subject(RoutingContext ctx) {
    return Tokens.bearer(ctx).subject();
  }
}
