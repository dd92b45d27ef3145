package vn.baodanh.payment.export;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Answers a request with a table in the format that it asks for. */
public final class Exports {
  private static final String CSV = "text/csv; charset=utf-8; header=present";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private Exports() {}

  /** Whether a file is asked for, and not JSON. */
  public static boolean isAskedFor(RoutingContext ctx) {
    return !ctx.request().getParam("format", "json").equals("json");
  }

  /**
   * Answers with a page of a list as it is, or as a file.
   *
   * @param list the member that has the rows
   * @param columns members of a row; what a row has not is an empty cell
   */
  public static void list(RoutingContext ctx, String list, JsonObject page, String... columns) {
    if (!isAskedFor(ctx)) {
      ctx.json(page);
      return;
    }
    Table table = new Table(list, columns);
    for (Object row : page.getJsonArray(list)) {
      table.row(cells((JsonObject) row, columns));
    }
    answer(ctx, table);
  }

  private static Object[] cells(JsonObject row, String... columns) {
    Object[] cells = new Object[columns.length];
    for (int i = 0; i < columns.length; i++) {
      Object value = Optional.ofNullable(row.getValue(columns[i])).orElse("");
      cells[i] = value instanceof Integer number ? (Object) number.longValue() : value;
    }
    return cells;
  }

  /** Answers with CSV, or with XLSX if {@code format} says so. */
  public static void answer(RoutingContext ctx, Table table) {
    boolean xlsx = ctx.request().getParam("format", "csv").equals("xlsx");
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, xlsx ? XLSX : CSV)
        .putHeader(
            "Content-Disposition",
            "attachment; filename=\"%s.%s\"".formatted(table.name(), xlsx ? "xlsx" : "csv"))
        .end(Buffer.buffer(xlsx ? table.xlsx() : table.csv()));
  }
}
