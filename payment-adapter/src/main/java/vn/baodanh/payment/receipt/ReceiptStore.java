package vn.baodanh.payment.receipt;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tables of receipts. */
final class ReceiptStore {
  private ReceiptStore() {}

  /**
   * How far numbering is.
   *
   * @param number the last that was given
   * @param event up to which event the bills have their numbers
   */
  record Mark(long number, long event) {}

  /** Nobody else numbers until this transaction ends. */
  static Future<Mark> lockMark(SqlClient tx) {
    return tx.preparedQuery("SELECT number, event FROM receipt_number FOR UPDATE")
        .execute()
        .map(rows -> {
          Row row = rows.iterator().next();
          return new Mark(row.getLong(0), row.getLong(1));
        });
  }

  static Future<?> moveMark(SqlClient tx, Mark mark) {
    return tx.preparedQuery("UPDATE receipt_number SET number = $1, event = $2")
        .execute(Tuple.of(mark.number(), mark.event()));
  }

  /** Gives the numbers after this one to these bills, in their order. */
  static Future<?> add(SqlClient tx, long after, List<UUID> bills, Instant now) {
    return tx.preparedQuery(
            """
            INSERT INTO receipt (number, bill_id, code, issued_at)
            SELECT $1 + b.place, b.id, gen_random_uuid(), $2 FROM unnest($3::uuid[]) WITH ORDINALITY AS b (id, place)
            """)
        .execute(Tuple.of(after, now.atOffset(ZoneOffset.UTC), bills.toArray(UUID[]::new)));
  }

  static Future<Optional<Receipt>> ofBill(SqlClient db, UUID bill) {
    return db.preparedQuery("SELECT number, bill_id, code FROM receipt WHERE bill_id = $1")
        .execute(Tuple.of(bill))
        .map(ReceiptStore::first);
  }

  static Future<Optional<Receipt>> ofNumber(SqlClient db, long number) {
    return db.preparedQuery("SELECT number, bill_id, code FROM receipt WHERE number = $1")
        .execute(Tuple.of(number))
        .map(ReceiptStore::first);
  }

  private static Optional<Receipt> first(RowSet<Row> rows) {
    return rows.stream()
        .findFirst()
        .map(row -> new Receipt(row.getLong(0), row.getUUID(1), row.getUUID(2)));
  }
}
