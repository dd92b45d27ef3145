package vn.baodanh.registration.institution;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.Optional;
import vn.baodanh.kit.Postgres;
import vn.baodanh.registration.person.Actor;

/** Snapshots over HTTP: which there are, what each one's manifest says, and its file. */
final class SnapshotHandlers {
  private static final int MOST_LISTED = 100;
  private static final String WHAT = "snapshot";

  private final Pool pool;
  private final ListLock lock;
  private final OftenLimit limit;
  private final Streams streams;
  private final PullAudit audit;

  SnapshotHandlers(Pool pool, ListLock lock, OftenLimit limit, Streams streams, PullAudit audit) {
    this.pool = pool;
    this.lock = lock;
    this.limit = limit;
    this.streams = streams;
    this.audit = audit;
  }

  Map<String, Handler<RoutingContext>> byOperation() {
    return Map.of(
        "listSnapshots", this::listSnapshots,
        "getSnapshot", this::getSnapshot,
        "pullSnapshot", this::pullSnapshot);
  }

  private void listSnapshots(RoutingContext ctx) {
    String institution = Pull.own(ctx).organisation();
    lock.mayRead()
        .compose(may -> Postgres.orUnavailable(SnapshotStore.list(pool, institution, MOST_LISTED)))
        .onSuccess(found -> ctx.json(new JsonObject().put("snapshots", new JsonArray(found))))
        .onFailure(ctx::fail);
  }

  private void getSnapshot(RoutingContext ctx) {
    String institution = Pull.own(ctx).organisation();
    int number = number(ctx);
    lock.mayRead()
        .compose(may -> Postgres.orUnavailable(SnapshotStore.find(pool, institution, number)))
        .onSuccess(found ->
            found.ifPresentOrElse(ctx::json, () -> ctx.fail(InstitutionProblems.noSnapshot())))
        .onFailure(ctx::fail);
  }

  private void pullSnapshot(RoutingContext ctx) {
    Actor by = Pull.own(ctx);
    int number = number(ctx);
    lock.mayRead()
        .compose(may -> limit.take(by.organisation(), ctx.response()))
        .onSuccess(granted -> streams.run(ctx, () -> send(ctx, by, number)))
        .onFailure(ctx::fail);
  }

  private static int number(RoutingContext ctx) {
    return Integer.parseInt(requireNonNull(ctx.pathParam("number")));
  }

  private void send(RoutingContext ctx, Actor by, int number) {
    JsonObject manifest =
        Postgres.orUnavailable(SnapshotStore.find(pool, by.organisation(), number))
            .await()
            .orElseThrow(InstitutionProblems::noSnapshot);
    Format format = Format.of(ctx.request().getParam("format", ""));
    JsonObject told = new JsonObject().put("number", number).put("format", format.text());
    audit.begin(by, WHAT, told);
    HttpServerResponse response = ctx.response();
    response
        .putHeader("Feed-Version", "1")
        .putHeader("Feed-Lines", manifest.getInteger("lines").toString())
        .putHeader("Feed-Cursor", manifest.getString("cursor"));
    var answer = new LineAnswer(response, format, Pull.takesGzip(ctx.request()));
    try {
      answer.begin();
      Optional<SnapshotStore.Part> part = part(by, number, 0);
      for (int next = 1; part.isPresent(); next++) {
        answer.lines(part.get().lines(), Buffer.buffer(Gzip.plain(part.get().compressed())));
        part = part(by, number, next);
      }
      answer.end();
    } finally {
      boolean complete = answer.sent() == manifest.getInteger("lines");
      audit.end(by, WHAT, told, answer.sent(), answer.bytes(), complete);
    }
  }

  private Optional<SnapshotStore.Part> part(Actor by, int number, int part) {
    return SnapshotStore.part(pool, by.organisation(), number, part).await();
  }
}
