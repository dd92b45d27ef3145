package vn.baodanh.payment.payout;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;

/** Payouts, for whoever reads the bank's statement. */
public final class Payouts {
  private static final String SYSTEM = "bank";

  private Payouts() {}

  /**
   * The bank says that this payout left our account.
   *
   * @return whether there is such a payout on the way, of this amount
   */
  public static Future<Boolean> paid(SqlClient tx, long number, long amount, Instant now) {
    return PayoutStore.lock(tx, number)
        .compose(found -> {
          if (found.isEmpty()
              || !found.get().state().equals("released")
              || found.get().amount() != amount) {
            return Future.succeededFuture(false);
          }
          return PayoutStore.decide(tx, found.get().id(), "paid", SYSTEM, null, now)
              .map(done -> true);
        });
  }
}
