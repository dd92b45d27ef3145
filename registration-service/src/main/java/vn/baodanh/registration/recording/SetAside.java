package vn.baodanh.registration.recording;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.queue.Entry;

/** Keeps what could not be recorded, for a person to look at, so that the partition can go on. */
final class SetAside {
  private SetAside() {}

  /** Sets one entry aside and moves the partition past it, in one transaction. */
  static void entry(SqlConnection db, int partition, String fromId, Entry entry, String fault) {
    var transaction = db.begin().await();
    try {
      add(db, partition, entry, fault).await();
      int moved =
          db.preparedQuery("UPDATE partition SET last_id = $3 WHERE id = $1 AND last_id = $2")
              .execute(Tuple.of((short) partition, fromId, entry.id()))
              .await()
              .rowCount();
      if (moved != 1) {
        throw new MovedOnException(partition);
      }
    } catch (Exception e) {
      transaction.rollback().otherwiseEmpty().await();
      throw e;
    }
    transaction.commit().await();
  }

  static Future<?> add(SqlClient db, int partition, Entry entry, String fault) {
    return switch (entry) {
      case Entry.Waiting(var id, var order, var filing) ->
          insert(db, partition, id, filing, order, filing.encode(), fault);
      case Entry.Unreadable(var id, var bytes, var why) ->
          insert(db, partition, id, null, null, bytes, why + " " + fault);
      case Entry.Barrier barrier ->
          insert(db, partition, barrier.id(), null, null, new byte[0], fault);
      case Entry.Beginning beginning ->
          insert(db, partition, beginning.id(), null, null, new byte[0], fault);
    };
  }

  private static Future<?> insert(
      SqlClient db,
      int partition,
      String entryId,
      @Nullable Filing filing,
      @Nullable Long orderUs,
      byte[] bytes,
      String fault) {
    return db.preparedQuery(
            """
            INSERT INTO filing_set_aside (partition, entry_id, filing_id, candidate_id, order_us, entry, fault)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """)
        .execute(
            Tuple.of((short) partition, entryId)
                .addValue(filing == null ? null : filing.id())
                .addValue(filing == null ? null : filing.candidate())
                .addValue(orderUs)
                .addValue(Buffer.buffer(bytes))
                .addValue(fault));
  }
}
