package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Tokens;
import vn.baodanh.payment.export.Exports;
import vn.baodanh.payment.export.Table;
import vn.baodanh.payment.http.Dates;
import vn.baodanh.payment.http.RowJson;
import vn.baodanh.payment.http.Unavailable;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.work.Clerk;

/** Days over HTTP: how they stand, and their closing. */
final class DayHandlers {
  private static final int USUAL_DAYS = 31;
  private static final int MOST_DAYS = 366;

  private final Pool pool;
  private final List<String> platforms;
  private final Closing closing;
  private final Clerk clerk;
  private final Clock clock;

  DayHandlers(Pool pool, List<String> platforms, Closing closing, Clerk clerk, Clock clock) {
    this.pool = pool;
    this.platforms = platforms;
    this.closing = closing;
    this.clerk = clerk;
    this.clock = clock;
  }

  Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of("listDays", this::list, "getDay", this::show, "closeDay", this::close);
  }

  private void list(RoutingContext ctx) {
    LocalDate to =
        Dates.parameter(ctx, "to")
            .orElseGet(() -> clock.instant().atZone(Entry.ZONE).toLocalDate());
    LocalDate from = Dates.parameter(ctx, "from").orElse(to.minusDays(USUAL_DAYS - 1));
    LocalDate first = from.isBefore(to.minusDays(MOST_DAYS)) ? to.minusDays(MOST_DAYS) : from;
    Postgres.inTime(DayStore.list(pool, first, to))
        .onSuccess(rows -> {
          if (Exports.isAskedFor(ctx)) {
            Exports.answer(ctx, table(rows));
          } else {
            ctx.json(new JsonObject().put("days", RowJson.of(rows)));
          }
        })
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private static Table table(Iterable<Row> rows) {
    Table table =
        new Table("days", "day", "closed", "payments", "refunds", "differences", "unresolved");
    for (Row row : rows) {
      table.row(
          row.getLocalDate("day"),
          row.getOffsetDateTime("closed_at") == null ? "" : "yes",
          row.getLong("payments"),
          row.getLong("refunds"),
          row.getLong("differences"),
          row.getLong("unresolved"));
    }
    return table;
  }

  private void show(RoutingContext ctx) {
    answer(ctx, found(Dates.path(ctx)));
  }

  private Future<JsonObject> found(LocalDate day) {
    var closed = DayStore.closing(pool, day);
    var standing = DayStore.platforms(pool, day, platforms);
    var differences = DayStore.differences(pool, day);
    var balances = DayStore.balances(pool, day);
    var corrections = DayStore.corrections(pool, day);
    return Postgres.inTime(Future.all(closed, standing, differences, balances, corrections))
        .map(all -> {
          JsonArray each = RowJson.of(standing.result());
          for (int i = 0; i < each.size(); i++) {
            JsonObject one = each.getJsonObject(i);
            one.put("unexplained", Standing.unexplained(one));
          }
          Optional<Row> closing = closed.result();
          JsonObject json =
              new JsonObject()
                  .put("day", day.toString())
                  .put("state", closing.isPresent() ? "closed" : "open")
                  .put("platforms", each)
                  .put("differences", RowJson.of(differences.result()))
                  .put("balances", RowJson.of(balances.result()))
                  .put("corrections", RowJson.of(corrections.result()));
          closing.ifPresentOrElse(
              row -> json.mergeIn(RowJson.of(row)),
              () -> json.put("blockers", new JsonArray(Standing.blockers(each))));
          return json;
        });
  }

  private void close(RoutingContext ctx) {
    LocalDate day = Dates.path(ctx);
    String by = Tokens.bearer(ctx).subject();
    answer(
        ctx,
        clerk
            .does(() -> {
              closing.close(day, by);
              return day;
            })
            .compose(this::found));
  }

  private static void answer(RoutingContext ctx, Future<JsonObject> day) {
    day.onSuccess(ctx::json).onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }
}
