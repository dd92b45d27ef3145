package vn.baodanh.payment.bill;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The bills, for those who record what became of payments. */
public final class Bills {
  private Bills() {}

  public static Future<Optional<Bill>> find(SqlClient db, UUID id) {
    return BillStore.find(db, id);
  }

  /** The bill that this attempt paid; none if it settled nothing. */
  public static Future<Optional<Bill>> settledBy(SqlClient db, String reference) {
    return BillStore.settledBy(db, reference);
  }

  /**
   * Locks all bills of these candidates, in one order for everybody. Whoever makes another bill of
   * one of them, or settles one, waits until this transaction ends.
   */
  public static Future<?> lock(SqlClient tx, Collection<UUID> candidates) {
    return BillStore.lock(tx, candidates);
  }

  /** All bills of these candidates. To be asked after {@link #lock}: it then sees what is final. */
  public static Future<List<Bill>> of(SqlClient tx, Collection<UUID> candidates) {
    return BillStore.of(tx, candidates);
  }

  /** Writes that these bills are settled. Fails unless all of them were open. */
  public static Future<?> settle(SqlClient tx, List<Bill> settled) {
    return BillStore.settle(tx, settled)
        .map(changed -> {
          if (changed.rowCount() != settled.size()) {
            throw new IllegalStateException("a bill that was to be settled is not open");
          }
          return changed;
        });
  }
}
