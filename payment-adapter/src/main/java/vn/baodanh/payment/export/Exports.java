package vn.baodanh.payment.export;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

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
