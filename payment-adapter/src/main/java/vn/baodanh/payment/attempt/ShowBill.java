package vn.baodanh.payment.attempt;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.UUID;
import vn.baodanh.kit.Postgres;
import vn.baodanh.payment.bill.Bill;
import vn.baodanh.payment.bill.BillAnswer;
import vn.baodanh.payment.bill.BillProblems;
import vn.baodanh.payment.bill.Bills;
import vn.baodanh.payment.http.Unavailable;

/** Shows a bill with the attempts to pay it. */
public final class ShowBill implements Handler<RoutingContext> {
  private final Pool pool;

  public ShowBill(Pool pool) {
    this.pool = pool;
  }

  @Override
  public void handle(RoutingContext ctx) {
    UUID id = UUID.fromString(ctx.pathParam("id"));
    Postgres.inTime(
            Bills.find(pool, id)
                .compose(found -> withAttempts(found.orElseThrow(BillProblems::unknown))))
        .onSuccess(ctx::json)
        .onFailure(failure -> Unavailable.orDefect(ctx, failure));
  }

  private Future<JsonObject> withAttempts(Bill bill) {
    return AttemptStore.ofBill(pool, bill.id())
        .map(attempts -> BillAnswer.of(bill).put("attempts", array(attempts)));
  }

  private static JsonArray array(List<Attempt> attempts) {
    JsonArray array = new JsonArray();
    attempts.forEach(attempt -> array.add(AttemptAnswer.of(attempt)));
    return array;
  }
}
