package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Tokens;
import vn.baodanh.payment.export.Exports;
import vn.baodanh.payment.export.Table;
import vn.baodanh.payment.http.Dates;
import vn.baodanh.payment.http.JsonBody;
import vn.baodanh.payment.http.RowJson;
import vn.baodanh.payment.http.Unavailable;
import vn.baodanh.payment.work.Clerk;

/** Years' lists of days without banks, over HTTP. */
final class CalendarHandlers {
  /** What lies between two days on which banks work is less: the longest Tết had nine days. */
  private static final int LONGEST_DAYS = 20;

  private final Pool pool;
  private final Calendars calendars;
  private final Clerk clerk;

  CalendarHandlers(Pool pool, Calendars calendars, Clerk clerk) {
    this.pool = pool;
    this.calendars = calendars;
    this.clerk = clerk;
  }

  Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "listCalendars", this::list,
        "proposeCalendar", this::propose,
        "decideCalendar", this::decide);
  }

  private void list(RoutingContext ctx) {
    Postgres.inTime(Calendars.latest(pool))
        .onSuccess(rows -> {
          if (Exports.isAskedFor(ctx)) {
            Exports.answer(ctx, table(rows));
          } else {
            ctx.json(new JsonObject().put("calendars", RowJson.of(rows)));
          }
        })
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private static Table table(Iterable<Row> rows) {
    Table table =
        new Table("calendars", "list", "year", "state", "day", "name", "proposedBy", "decidedBy");
    for (Row row : rows) {
      JsonObject one = RowJson.of(row);
      one.getJsonArray("days").stream()
          .map(JsonObject.class::cast)
          .forEach(day ->
              table.row(
                  one.getLong("number"),
                  one.getLong("year"),
                  one.getString("state"),
                  day.getString("day"),
                  day.getString("name"),
                  one.getString("proposedBy"),
                  one.getString("decidedBy", "")));
    }
    return table;
  }

  private void propose(RoutingContext ctx) {
    JsonObject body = JsonBody.of(ctx);
    int year = body.getInteger("year");
    SortedMap<LocalDate, String> holidays = holidays(year, body.getJsonArray("days"));
    String by = Tokens.bearer(ctx).subject();
    answer(ctx, clerk.does(() -> calendars.propose(year, holidays, by)));
  }

  private static SortedMap<LocalDate, String> holidays(int year, JsonArray days) {
    SortedMap<LocalDate, String> holidays = new TreeMap<>();
    for (int i = 0; i < days.size(); i++) {
      JsonObject one = days.getJsonObject(i);
      LocalDate day = Dates.member("days/%d/day".formatted(i), one.getString("day"));
      if (day.getYear() != year) {
        throw CalendarProblems.wrongDay(
            i, "year", "Ngày này không thuộc năm %d.".formatted(year), "It is not of this year.");
      }
      if (holidays.put(day, one.getString("name").replace('\0', ' ').strip()) != null) {
        throw CalendarProblems.wrongDay(
            i, "twice", "Ngày này có hai lần.", "This day is there twice.");
      }
    }
    int stretch = 0;
    for (LocalDate day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
      boolean rest =
          day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 || holidays.containsKey(day);
      stretch = rest ? stretch + 1 : 0;
      if (stretch > LONGEST_DAYS) {
        throw CalendarProblems.wrongDay(
            Math.min(days.size(), holidays.headMap(day).size()),
            "stretch",
            "Ngân hàng không nghỉ liền quá %d ngày.".formatted(LONGEST_DAYS),
            "Banks are not closed for more than %d days in a row.".formatted(LONGEST_DAYS));
      }
    }
    return holidays;
  }

  private void decide(RoutingContext ctx) {
    long number = Long.parseLong(ctx.pathParam("number"));
    boolean approved = JsonBody.of(ctx).getBoolean("approved");
    String by = Tokens.bearer(ctx).subject();
    answer(
        ctx,
        clerk.does(() -> {
          calendars.decide(number, approved, by);
          return number;
        }));
  }

  private void answer(RoutingContext ctx, Future<Long> number) {
    number
        .compose(one -> Postgres.inTime(Calendars.find(pool, one)))
        .onSuccess(found -> ctx.json(found.map(RowJson::of).orElseThrow(CalendarProblems::unknown)))
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }
}
