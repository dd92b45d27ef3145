package vn.baodanh.payment.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * Which page of a list is asked for: what comes after a number, and how many at most; in a file
 * all.
 */
public record Page(long after, int limit) {
  private static final String USUAL = "100";

  /** What somebody takes home as a file is never cut; it is sent in pages. */
  public static final Page ALL = new Page(0, Integer.MAX_VALUE);

  public static Page of(RoutingContext ctx) {
    boolean isFile = !ctx.request().getParam("format", "json").equals("json");
    return new Page(
        Long.parseLong(ctx.request().getParam("after", "0")),
        Integer.parseInt(
            ctx.request().getParam("limit", isFile ? Integer.toString(ALL.limit()) : USUAL)));
  }

  /**
   * The page, and what to ask for next.
   *
   * @param number the member that numbers the rows
   */
  public JsonObject answer(String name, String number, RowSet<Row> rows) {
    JsonArray array = RowJson.of(rows);
    long next = array.isEmpty() ? after : array.getJsonObject(array.size() - 1).getLong(number);
    return new JsonObject().put(name, array).put("next", next);
  }
}
