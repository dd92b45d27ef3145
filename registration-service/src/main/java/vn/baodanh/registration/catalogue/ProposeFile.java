package vn.baodanh.registration.catalogue;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import vn.baodanh.kit.Postgres;
import vn.baodanh.registration.approval.Proposal;
import vn.baodanh.registration.approval.ProposalHandlers;
import vn.baodanh.registration.approval.Proposals;
import vn.baodanh.registration.filing.Faulty;
import vn.baodanh.registration.filing.Read;
import vn.baodanh.registration.filing.Rules;
import vn.baodanh.registration.person.Actor;

/**
 * {@code POST /v1/operations/catalogue/{kind}}: reads a file, compares it to the newest version,
 * and proposes it. Files are read on worker threads, one at a time, which bounds the memory they
 * take.
 */
final class ProposeFile implements Handler<RoutingContext> {
  /** A file against the version that was the newest when it came. */
  private record Comparison(int base, Table table, Diff diff) {}

  private final Vertx vertx;
  private final Pool pool;
  private final Proposals proposals;
  private final Rules rules;
  private final Clock clock;
  private final Semaphore reading = new Semaphore(1);

  ProposeFile(Vertx vertx, Pool pool, Proposals proposals, Rules rules, Clock clock) {
    this.vertx = vertx;
    this.pool = pool;
    this.proposals = proposals;
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public void handle(RoutingContext ctx) {
    var upload = Upload.of(ctx);
    if (upload.effectiveAt().filter(this::isTooEarly).isPresent()) {
      throw UploadProblems.tooEarly(CommitVersion.AHEAD);
    }
    if (Boolean.parseBoolean(ctx.request().getParam("preview"))) {
      preview(upload).onSuccess(ctx::json).onFailure(ctx::fail);
    } else {
      ProposalHandlers.answer(ctx, 201, propose(upload, Actor.of(ctx)));
    }
  }

  private boolean isTooEarly(Instant effectiveAt) {
    return effectiveAt.isBefore(clock.instant().plus(CommitVersion.AHEAD));
  }

  private Future<JsonObject> preview(Upload upload) {
    return compare(upload).map(comparison -> content(upload, comparison));
  }

  /** A repeat is the proposal that it was, whatever has become of the catalogue since. */
  private Future<Proposal> propose(Upload upload, Actor by) {
    return proposals
        .byKey(upload.key(), by)
        .compose(known ->
            known
                .filter(upload::wasProposedAs)
                .map(Future::succeededFuture)
                .orElseGet(() -> proposeNew(upload, by)));
  }

  private Future<Proposal> proposeNew(Upload upload, Actor by) {
    return compare(upload)
        .compose(comparison ->
            Postgres.orUnavailable(CatalogueStore.addFile(pool, upload.kind(), upload.file()))
                .compose(kept -> proposals.propose(upload.draft(content(upload, comparison)), by)));
  }

  private static JsonObject content(Upload upload, Comparison comparison) {
    return upload.content(comparison.base(), comparison.table(), comparison.diff());
  }

  private Future<Comparison> compare(Upload upload) {
    if (!reading.tryAcquire()) {
      return Future.failedFuture(UploadProblems.busy());
    }
    return onWorker(() -> read(upload))
        .compose(table ->
            Postgres.orUnavailable(CatalogueStore.newest(pool))
                .compose(base ->
                    Postgres.orUnavailable(CatalogueStore.files(pool, base))
                        .compose(files -> onWorker(() -> compare(base, files, table)))))
        .onComplete(done -> reading.release());
  }

  private <T> Future<T> onWorker(Callable<T> work) {
    return vertx.executeBlocking(work).map(Objects::requireNonNull);
  }

  private static Table read(Upload upload) {
    return switch (TableReader.read(upload.kind(), upload.file())) {
      case Read<Table>(var table) -> table;
      case Faulty<Table>(var faults) -> throw UploadProblems.faulty(faults);
    };
  }

  private Comparison compare(int base, ByKind<byte[]> files, Table table) {
    var tables = TableReader.all(files);
    var faults = References.faults(tables.with(table.kind(), table), table.kind());
    if (!faults.isEmpty()) {
      throw UploadProblems.dangling(faults);
    }
    var forbidden = MethodsInUse.faults(table, rules);
    if (!forbidden.isEmpty()) {
      throw UploadProblems.forbidden(forbidden);
    }
    var diff = Diff.between(tables.get(table.kind()), table);
    if (diff.isEmpty()) {
      throw UploadProblems.nothingChanges();
    }
    return new Comparison(base, table, diff);
  }
}
