package vn.baodanh.payment.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * Which page of a list is asked for: what comes after a number, and how many at most; more in a
 * file than in JSON.
 */
public record Page(long after, int limit) {
  private static final String USUAL = "100";

  /** What somebody takes home as a file: a workbook of so many rows takes about 10 MB. */
  private static final String OF_FILE = "20000";

  public static Page of(RoutingContext ctx) {
    boolean isFile = !ctx.request().getParam("format", "json").equals("json");
    return new Page(
        Long.parseLong(ctx.request().getParam("after", "0")),
        Integer.parseInt(ctx.request().getParam("limit", isFile ? OF_FILE : USUAL)));
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
