package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Postgres;

/**
 * Tells the payment adapter what is to be paid and what is to go back. Both have their ids before,
 * so that telling again does nothing more.
 */
final class Telling {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
  private static final int MOST_AT_ONCE = 100;

  private final Pool pool;
  private final Adapter adapter;

  Telling(Pool pool, Adapter adapter) {
    this.pool = pool;
    this.adapter = adapter;
  }

  /**
   * Tells of a bill, and before it of the one in whose place it comes. Fails with {@link
   * AdapterAwayException}, or with 409 {@code payment-being-recorded} if that was paid meanwhile:
   * once this is known here, another bill is needed.
   */
  Future<Void> tell(Bill bill) {
    if (!bill.toTell()) {
      return Future.succeededFuture();
    }
    return tellSuperseded(bill)
        .compose(told -> adapter.createBill(json(bill)))
        .compose(answer -> {
          if (answer.isOk()) {
            return Postgres.orUnavailable(BillStore.told(pool, bill));
          }
          return Future.failedFuture(
              answer.code().equals("superseded-bill-not-open")
                  ? BillingProblems.beingRecorded()
                  : new IllegalStateException("bill " + bill.id() + ": " + answer.body().encode()));
        });
  }

  private Future<Void> tellSuperseded(Bill bill) {
    return bill.supersedes().isEmpty()
        ? Future.succeededFuture()
        : Postgres.orUnavailable(BillStore.find(pool, bill.supersedes().get()))
            .compose(earlier -> tell(earlier.orElseThrow()));
  }

  private static JsonObject json(Bill bill) {
    JsonObject json =
        new JsonObject()
            .put("id", bill.id().toString())
            .put("candidateId", bill.candidate().toString())
            .put("amount", bill.amount().amount())
            .put("lines", BillLine.json(bill.lines()));
    bill.supersedes().ifPresent(earlier -> json.put("supersedes", earlier.toString()));
    return json;
  }

  /**
   * Tells what nobody has told: whoever asked for it went away, or nobody asks for it. Blocks.
   *
   * @return how much was told
   */
  int tellRest() {
    int told = 0;
    for (Bill bill : BillStore.toTell(pool, MOST_AT_ONCE).await()) {
      told += tell(bill).map(1).recover(failure -> later(bill, failure)).await();
    }
    for (Surplus surplus : SurplusStore.toTell(pool, MOST_AT_ONCE).await()) {
      tell(surplus).await();
      told++;
    }
    return told;
  }

  private static Future<Integer> later(Bill bill, Throwable failure) {
    LOG.warn("bill {} is told later: {}", bill.id(), failure.toString());
    return Future.succeededFuture(0);
  }

  private Future<Void> tell(Surplus surplus) {
    JsonObject refund =
        new JsonObject()
            .put("id", surplus.id().toString())
            .put("reference", surplus.payment())
            .put("amount", BillLine.total(surplus.lines()).amount())
            .put("reason", "list-changed")
            .put("lines", BillLine.json(surplus.lines()));
    return adapter
        .openRefund(refund)
        .compose(answer -> {
          if (!answer.isOk()) {
            LOG.error(
                "surplus {} of payment {} is not given back: {}",
                surplus.id(),
                surplus.payment(),
                answer.code());
          }
          return SurplusStore.told(
              pool, surplus, answer.isOk() ? Optional.empty() : Optional.of(answer.code()));
        });
  }
}
