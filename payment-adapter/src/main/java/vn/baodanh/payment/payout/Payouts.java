package vn.baodanh.payment.payout;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;

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
          if (!isOnTheWay(found, amount)) {
            return Future.succeededFuture(false);
          }
          return PayoutStore.decide(tx, found.orElseThrow().id(), "paid", SYSTEM, null, now)
              .map(done -> true);
        });
  }

  /** Whether there is such a payout on the way, of this amount. */
  public static Future<Boolean> isOnTheWay(SqlClient tx, long number, long amount) {
    return PayoutStore.lock(tx, number).map(found -> isOnTheWay(found, amount));
  }

  private static boolean isOnTheWay(Optional<PayoutStore.Payout> found, long amount) {
    return found
        .filter(payout -> payout.state().equals("released") && payout.amount() == amount)
        .isPresent();
  }
}
