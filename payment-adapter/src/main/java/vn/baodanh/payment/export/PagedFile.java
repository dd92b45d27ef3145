package vn.baodanh.payment.export;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import vn.baodanh.payment.http.Page;
import vn.baodanh.payment.http.Unavailable;

/** A list as a file, sent page by page: so many rows are in memory at once, however many it has. */
final class PagedFile {
  private static final int ROWS = 2_000;

  private final RoutingContext ctx;
  private final String name;
  private final String list;
  private final Exports.Pages pages;
  private final String[] columns;
  private final Rows file;
  private long left;

  PagedFile(RoutingContext ctx, String name, String list, Exports.Pages pages, String... columns) {
    this.ctx = ctx;
    this.name = name;
    this.list = list;
    this.pages = pages;
    this.columns = columns;
    this.file =
        Exports.isXlsx(ctx) ? new XlsxRows(name, List.of(columns)) : new CsvRows(List.of(columns));
  }

  void send(Page asked) {
    left = asked.limit();
    next(asked.after())
        .onSuccess(first -> {
          Exports.headers(ctx, name).setChunked(true);
          more(first).onFailure(broken -> ctx.response().reset());
        })
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private Future<JsonObject> next(long after) {
    return pages.of(new Page(after, (int) Math.min(ROWS, left)));
  }

  private Future<Void> more(JsonObject page) {
    JsonArray rows = page.getJsonArray(list);
    boolean isLast = rows.size() < Math.min(ROWS, left);
    rows.forEach(row -> file.row(cells((JsonObject) row)));
    left -= rows.size();
    return isLast || left == 0
        ? ctx.response().end(file.end())
        : ctx.response()
            .write(file.take())
            .compose(written -> next(page.getLong("next")))
            .compose(this::more);
  }

  private Object[] cells(JsonObject row) {
    return Exports.cells(row, columns);
  }
}
