package vn.baodanh.registration.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;

/** Where whoever settles bills says which lists are paid, for their institutions to be told. */
public final class PaidLists {
  private PaidLists() {}

  /**
   * Says that the bill of a list is settled; once for a list, repeats do nothing. Institutions are
   * told if no other list counts by then.
   *
   * @param tx the connection whose transaction settles the bill
   * @param listSeq where the list that was billed stands in its partition's journal
   * @param paidUs when it was paid, in microseconds since 1970
   */
  public static Future<Void> add(
      SqlClient tx, UUID candidate, int partition, long listSeq, long paidUs) {
    return add(tx, List.of(new Paid(candidate, partition, listSeq, paidUs)));
  }

  /** The same of several lists, in one statement. */
  public static Future<Void> add(SqlClient tx, List<Paid> lists) {
    return lists.isEmpty() ? Future.succeededFuture() : ApplicationStore.addPayments(tx, lists);
  }

  /**
   * A list that is paid.
   *
   * @param listSeq where it stands in its partition's journal
   * @param paidUs when it was paid, in microseconds since 1970
   */
  public record Paid(UUID candidate, int partition, long listSeq, long paidUs) {}
}
