package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.baodanh.kit.Received;
import vn.baodanh.kit.Tokens;
import vn.baodanh.payment.http.Unavailable;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.work.Clerk;

/**
 * Takes a file in: to the disk as it comes, then read. The answer is what would count if somebody
 * commits it.
 */
final class UploadFile implements Handler<RoutingContext> {
  private static final Set<String> OF_BANKS = Set.of("csv", "mt940", "camt053");
  private static final Set<String> OF_PLATFORMS = Set.of("csv", "xlsx");

  private final Vertx vertx;
  private final Pool pool;
  private final Intake intake;
  private final Clerk clerk;
  private final SettlementSettings settings;

  UploadFile(Vertx vertx, Pool pool, Intake intake, Clerk clerk, SettlementSettings settings) {
    this.vertx = vertx;
    this.pool = pool;
    this.intake = intake;
    this.clerk = clerk;
    this.settings = settings;
  }

  @Override
  public void handle(RoutingContext ctx) {
    Path file = settings.uploads().resolve("settlement-" + UUID.randomUUID());
    Upload upload = upload(ctx, file);
    if (!(upload.isBank() ? OF_BANKS : OF_PLATFORMS).contains(upload.format())) {
      throw SettlementProblems.wrongFormat();
    }
    ctx.request().pause();
    save(ctx, file)
        .compose(saved -> clerk.does(() -> intake.take(upload)))
        .recover(Intake::told)
        .compose(taken ->
            FileStore.find(pool, taken.id())
                .map(found -> {
                  ctx.response().setStatusCode(taken.isNew() ? 201 : 200);
                  return found.orElseThrow();
                }))
        .onComplete(done -> vertx.fileSystem().delete(file.toString()))
        .onSuccess(ctx::json)
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private static Upload upload(RoutingContext ctx, Path file) {
    Instant at = Received.at(ctx);
    return new Upload(
        file,
        ctx.request().getParam("source", ""),
        ctx.request().getParam("format", ""),
        ctx.request().getParam("name", ""),
        Tokens.bearer(ctx).subject(),
        at,
        at.atZone(Entry.ZONE).toLocalDate());
  }

  private Future<Void> save(RoutingContext ctx, Path path) {
    Optional<String> length =
        Optional.ofNullable(ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH));
    if (length.map(Long::parseLong).orElse(0L) > settings.mostBytes()) {
      return Future.failedFuture(SettlementProblems.tooLarge());
    }
    return vertx
        .fileSystem()
        .open(path.toString(), new OpenOptions().setCreateNew(true).setWrite(true))
        .compose(file ->
            ctx.request()
                .pipe()
                .endOnComplete(true)
                .to(new BoundedFile(file, settings.mostBytes()))
                .onFailure(failed -> file.close()));
  }
}
