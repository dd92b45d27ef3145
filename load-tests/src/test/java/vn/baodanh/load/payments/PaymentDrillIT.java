package vn.baodanh.load.payments;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Invariant 7: every đồng that the platform took is in the ledger, at most one attempt settles a
 * bill, every other success is a refund case, and money leaves once.
 */
final class PaymentDrillIT {
  private static final int PAYMENTS = Boolean.getBoolean("full") ? 20_000 : 2_000;

  @Test
  void everyDongIsRecordedOnceWhateverGoesWrong()
      throws IOException, SQLException, InterruptedException {
    long seed = Long.getLong("seed", new Random().nextInt(1_000_000));
    System.out.println("-Dseed=" + seed);
    var toll = PaymentDrill.run(PAYMENTS, seed);
    System.out.println(toll);
    assertTrue(toll.clean(), toll::toString);
  }
}
