package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.attempt.Attempt;
import vn.baodanh.payment.attempt.Attempts;
import vn.baodanh.payment.difference.Differences;
import vn.baodanh.payment.http.Unavailable;
import vn.baodanh.payment.ledger.Ledger;
import vn.baodanh.payment.notification.Notifications;

/**
 * Shows one difference with all that there is of it: notes, the file's line as it stands there, the
 * attempt, the ledger's rows, the platform's messages as they came, and how it can be settled.
 */
final class ShowDifference implements Handler<RoutingContext> {
  private final Pool pool;

  ShowDifference(Pool pool) {
    this.pool = pool;
  }

  @Override
  public void handle(RoutingContext ctx) {
    long id = Long.parseLong(ctx.pathParam("number"));
    Postgres.inTime(Differences.find(pool, id).compose(this::whole))
        .onSuccess(ctx::json)
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private Future<JsonObject> whole(JsonObject difference) {
    String reference = difference.getString("reference");
    Future<Optional<String>> line =
        difference.containsKey("file") && difference.containsKey("line")
            ? FileStore.raw(pool, difference.getLong("file"), difference.getInteger("line"))
            : Future.succeededFuture(Optional.empty());
    var notes = Differences.notes(pool, difference.getLong("id"));
    var attempt = Attempts.find(pool, reference);
    var entries = Ledger.ofReference(pool, reference);
    Future<JsonArray> messages =
        attempt.compose(
            found -> Notifications.about(pool, reference, found.map(Attempt::createdAt)));
    var resolutions = Differences.resolutions(pool, difference.getLong("id"));
    return Future.all(line, notes, attempt, entries, messages, resolutions)
        .map(all -> {
          line.result().ifPresent(raw -> difference.put("lineText", raw));
          attempt
              .result()
              .map(ShowDifference::json)
              .ifPresent(one -> difference.put("attempt", one));
          return difference
              .put("resolutions", resolutions.result())
              .put("notes", notes.result())
              .put("entries", entries.result())
              .put("messages", messages.result());
        });
  }

  private static JsonObject json(Attempt attempt) {
    JsonObject json =
        new JsonObject()
            .put("reference", attempt.reference())
            .put("billId", attempt.billId().toString())
            .put("platform", attempt.platform())
            .put("amount", attempt.amount().amount())
            .put("state", attempt.state().text())
            .put("createdAt", attempt.createdAt().toString());
    attempt
        .outcome()
        .ifPresent(outcome ->
            json.put("transactionNo", outcome.transactionNo())
                .put("paidAt", outcome.paidAt().toString())
                .put("resultCode", outcome.code()));
    return json;
  }
}
