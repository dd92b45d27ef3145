package vn.baodanh.load.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Invariant 1: what was answered 202 reaches exactly one outcome, whichever process is killed. */
final class KillIT {
  private static final int KILLS = Boolean.getBoolean("full") ? 200 : 30;

  @Test
  void whatWasAnsweredIsRecordedOnceWhicheverProcessIsKilledAtWhateverMoment()
      throws IOException, SQLException, InterruptedException {
    long seed = Long.getLong("seed", new Random().nextInt(1_000_000));
    System.out.println("-Dseed=" + seed);
    var toll = KillDrill.run(KILLS, seed);
    System.out.println(toll);
    assertEquals(KILLS, toll.kills());
    assertTrue(toll.clean(), toll::toString);
  }
}
