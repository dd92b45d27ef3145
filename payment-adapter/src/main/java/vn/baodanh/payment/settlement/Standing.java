package vn.baodanh.payment.settlement;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a platform's day may be closed: its file has come, what is on no worklist is the same in
 * ledger and file, and the bank has been compared: so it is known when banks pay for it.
 */
final class Standing {
  private Standing() {}

  /** What stands against it, as {@code platform:code}. */
  static List<String> blockers(JsonArray platforms) {
    List<String> blockers = new ArrayList<>();
    for (int i = 0; i < platforms.size(); i++) {
      JsonObject one = platforms.getJsonObject(i);
      String name = one.getString("platform") + ":";
      if (!one.getBoolean("hasFile")) {
        blockers.add(name + "file-missing");
      } else if (unexplained(one) != 0) {
        blockers.add(name + "does-not-tie");
      }
      if (one.getLong("expected") == null) {
        blockers.add(
            name + (one.getBoolean("calendarKnown") ? "statement-missing" : "calendar-missing"));
      }
    }
    return blockers;
  }

  /** What neither agrees nor is on the worklist, ledger less file; 0 when all is explained. */
  static long unexplained(JsonObject platform) {
    long ledger =
        platform.getLong("ledgerPayments")
            - platform.getLong("ledgerRefunds")
            - platform.getLong("ledgerListed");
    long file =
        platform.getLong("filePayments")
            - platform.getLong("fileRefunds")
            - platform.getLong("fileListed");
    return ledger - file;
  }
}
