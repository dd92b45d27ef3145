package vn.baodanh.payment.refund;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import vn.baodanh.payment.attempt.Attempts;
import vn.baodanh.payment.ledger.Vnd;

/** Takes from a platform's file that money was sent back, where nobody had answered. */
public final class RefundEvidence {
  private static final String DONE = "00";

  private final Pool pool;
  private final Runnable eventsAdded;

  /**
   * @param eventsAdded called after events were committed
   */
  public RefundEvidence(Pool pool, Runnable eventsAdded) {
    this.pool = pool;
    this.eventsAdded = eventsAdded;
  }

  /**
   * Records it, once, if the request was sent and its outcome is not known.
   *
   * @param at when the platform says that it was done
   */
  public Future<Void> refunded(String requestId, Vnd amount, Instant at) {
    return pool.withTransaction(tx ->
            RefundStore.lockByRequest(tx, requestId)
                .compose(found -> {
                  if (found.isEmpty()
                      || !found.get().state().isUndecided()
                      || !found.get().amount().equals(amount)) {
                    return Future.<Void>succeededFuture();
                  }
                  Refund refund = found.get();
                  return Attempts.find(tx, refund.reference())
                      .compose(attempt ->
                          Refunds.refunded(
                              tx, refund, attempt.orElseThrow(), Decision.ofPlatform(DONE, at)))
                      .<Void>mapEmpty();
                }))
        .onSuccess(done -> eventsAdded.run());
  }
}
