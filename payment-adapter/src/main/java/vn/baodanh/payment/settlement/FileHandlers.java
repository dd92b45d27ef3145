package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.Tokens;
import vn.baodanh.payment.export.Exports;
import vn.baodanh.payment.http.Unavailable;
import vn.baodanh.payment.work.Clerk;

/** Files over HTTP, once they are here. */
final class FileHandlers {
  private final Pool pool;
  private final Committing committing;
  private final Clerk clerk;

  FileHandlers(Pool pool, Committing committing, Clerk clerk) {
    this.pool = pool;
    this.committing = committing;
    this.clerk = clerk;
  }

  Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "listFiles", this::list,
        "getFile", this::show,
        "listFileLines", this::lines,
        "getOriginalFile", this::original,
        "commitFile", this::commit,
        "withdrawFile", this::withdraw,
        "getAnswerFile", this::answerFile);
  }

  private void list(RoutingContext ctx) {
    Exports.list(
        ctx,
        "files",
        page ->
            Postgres.inTime(FileStore.page(pool, ctx.request().getParam("source"), page))
                .map(rows -> page.answer("files", "number", rows)),
        "number",
        "id",
        "source",
        "format",
        "name",
        "digest",
        "periodFrom",
        "periodTo",
        "lines",
        "payments",
        "refunds",
        "charges",
        "opening",
        "closing",
        "state",
        "uploadedBy",
        "uploadedAt",
        "committedBy",
        "committedAt",
        "withdrawnBy");
  }

  private void show(RoutingContext ctx) {
    answer(ctx, found(id(ctx)));
  }

  private Future<JsonObject> found(UUID id) {
    return Postgres.inTime(FileStore.find(pool, id))
        .map(found -> found.orElseThrow(SettlementProblems::fileUnknown));
  }

  private void lines(RoutingContext ctx) {
    Exports.list(
        ctx,
        "lines",
        page ->
            Postgres.inTime(FileStore.lines(pool, id(ctx), page))
                .map(rows -> page.answer("lines", "line", rows)),
        "line",
        "raw",
        "finding");
  }

  /** The bytes as they came, part by part. */
  private void original(RoutingContext ctx) {
    found(id(ctx))
        .onSuccess(file -> {
          ctx.response()
              .setChunked(true)
              .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
              .putHeader("Content-Disposition", "attachment; filename=\"original.bin\"");
          part(ctx, file.getLong("number"), 0)
              .onSuccess(all -> ctx.response().end())
              .onFailure(broken -> ctx.response().reset());
        })
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private Future<Void> part(RoutingContext ctx, long file, int part) {
    return FileStore.part(pool, file, part)
        .compose(rows -> {
          if (rows.size() == 0) {
            return Future.succeededFuture();
          }
          return ctx.response()
              .write(rows.iterator().next().getBuffer(0))
              .compose(written -> part(ctx, file, part + 1));
        });
  }

  private void commit(RoutingContext ctx) {
    change(ctx, id -> committing.commit(id, Tokens.bearer(ctx).subject()));
  }

  private void withdraw(RoutingContext ctx) {
    change(ctx, id -> committing.withdraw(id, Tokens.bearer(ctx).subject()));
  }

  private interface Change {
    void to(UUID file);
  }

  private void change(RoutingContext ctx, Change change) {
    UUID id = id(ctx);
    answer(
        ctx,
        clerk
            .does(() -> {
              change.to(id);
              return id;
            })
            .compose(this::found));
  }

  /** For the platform: what of its file we see differently, in the order in which it was found. */
  private void answerFile(RoutingContext ctx) {
    found(id(ctx))
        .onSuccess(file ->
            Exports.file(
                ctx,
                "answer-%s-%s".formatted(file.getString("source"), file.getString("periodFrom")),
                AnswerFile.ROWS,
                page -> Postgres.inTime(AnswerFile.rows(pool, file.getLong("number"), page)),
                AnswerFile.COLUMNS))
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private static void answer(RoutingContext ctx, Future<JsonObject> file) {
    file.onSuccess(ctx::json).onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private static UUID id(RoutingContext ctx) {
    return UUID.fromString(ctx.pathParam("id"));
  }
}
