package vn.baodanh.payment.export;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import vn.baodanh.payment.http.Page;
import vn.baodanh.payment.http.Unavailable;

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

  /** Pages of a list: the member that has the rows, and {@code next}. */
  @FunctionalInterface
  public interface Pages {
    Future<JsonObject> of(Page page);
  }

  /**
   * Answers with a page of a list as it is; or as a file with all of it, or with as many rows as
   * are asked for.
   *
   * @param list the member that has the rows
   * @param columns members of a row; what a row has not is an empty cell
   */
  public static void list(RoutingContext ctx, String list, Pages pages, String... columns) {
    Page asked = Page.of(ctx);
    if (isAskedFor(ctx)) {
      new PagedFile(ctx, list, list, pages, columns).send(asked);
      return;
    }
    pages.of(asked).onSuccess(ctx::json).onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  /**
   * Answers with all of a list as a file, which is CSV where no format is asked for.
   *
   * @param name the file's, without its ending
   */
  public static void file(
      RoutingContext ctx, String name, String list, Pages pages, String... columns) {
    new PagedFile(ctx, name, list, pages, columns).send(Page.ALL);
  }

  static Object[] cells(JsonObject row, String... columns) {
    Object[] cells = new Object[columns.length];
    for (int i = 0; i < columns.length; i++) {
      Object value = Optional.ofNullable(row.getValue(columns[i])).orElse("");
      cells[i] = value instanceof Integer number ? (Object) number.longValue() : value;
    }
    return cells;
  }

  /** Answers with CSV, or with XLSX if {@code format} says so. */
  public static void answer(RoutingContext ctx, Table table) {
    headers(ctx, table.name()).end(Buffer.buffer(isXlsx(ctx) ? table.xlsx() : table.csv()));
  }

  static boolean isXlsx(RoutingContext ctx) {
    return ctx.request().getParam("format", "csv").equals("xlsx");
  }

  static HttpServerResponse headers(RoutingContext ctx, String name) {
    return ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, isXlsx(ctx) ? XLSX : CSV)
        .putHeader(
            "Content-Disposition",
            "attachment; filename=\"%s.%s\"".formatted(name, isXlsx(ctx) ? "xlsx" : "csv"));
  }
}
