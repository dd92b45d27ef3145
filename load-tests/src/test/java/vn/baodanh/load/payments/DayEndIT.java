package vn.baodanh.load.payments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A day on which candidates paid is ended, with real processes: what the platform and the bank got
 * wrong is what is found, and every đồng is paid out or on the worklist.
 */
class DayEndIT {
  private static final int CANDIDATES = 14;

  @Test
  void aDayEndsWithWhatWasPlantedFoundAndEveryDongPaidOut() throws IOException, SQLException {
    try (var money =
            PaymentMachine.start(
                Files.createTempDirectory("day-end"), 60, Map.of("ASK_FIRST_MS", "86400000"));
        var adapter = new Adapter(money);
        var platform = new PlatformClient(money.platformAddress())) {
      var maker = money.key().token("an", "finance", "finance-approver");
      var checker = money.key().token("binh", "finance-approver");
      var day = DayEnd.dayToEnd(money.address(), maker).orElseThrow();
      platform.putBack(DayEnd.since(day));
      for (int i = 0; i < CANDIDATES; i++) {
        var bill = UUID.randomUUID();
        adapter.create(Adapter.bill(bill, UUID.randomUUID(), 1 + i % 3));
        platform.visit(adapter.attempt(bill, "first"), i % 4 == 3 ? "cancel" : "pay", Set.of());
      }
      awaitNotices(platform);
      platform.putBack(Duration.ZERO);

      execute(money, "DELETE FROM calendar"); // nobody has said when banks do not work
      var found = DayEnd.end(money.address(), platform, maker, checker, 7, day);

      assertTrue(found.clean(), found::toString);
      assertEquals(11, found.counted("planted"));
      assertEquals(7, found.counted("classes"));
      assertEquals(1, found.counted("days closed"));
      assertTrue(found.counted("paid out") > 0, found::toString);
      assertTrue(
          execute(
              money,
              "SELECT FROM calendar WHERE state = 'in-force' AND proposed_by = 'an' AND decided_by"
                  + " = 'binh'"));
      var next = DayEnd.dayToEnd(money.address(), maker);
      assertTrue(next.isEmpty() || next.get().isAfter(day), next::toString);
    }
  }

  /** Whether it has found or done anything. */
  private static boolean execute(PaymentMachine money, String sql) throws SQLException {
    try (var db = DriverManager.getConnection(money.jdbcUrl());
        var statement = db.createStatement()) {
      return statement.execute(sql)
          ? statement.getResultSet().next()
          : statement.getUpdateCount() > 0;
    }
  }

  private static void awaitNotices(PlatformClient platform) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!platform.totals().isAtRest()) {
      assertTrue(System.nanoTime() < end, "the platform still notifies");
      Thread.onSpinWait();
    }
  }
}
