package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What of paid bills is, or was to be, sent back because lists were changed. */
final class SurplusStore {
  private static final String SELECT =
      """
      SELECT s.id, s.bill_id, b.payment_reference, s.institutions, s.amounts, coalesce((
        SELECT e.type IN ('refund-dismissed', 'refund-refused', 'refund-returned') FROM payment_event e
        WHERE e.refund_id = s.id ORDER BY e.position DESC LIMIT 1), false)
      FROM surplus s JOIN bill b ON b.id = s.bill_id
      """;

  private SurplusStore() {}

  static Future<List<Surplus>> of(SqlClient db, UUID[] person) {
    return db.preparedQuery(SELECT + "WHERE b.candidate_id = ANY ($1) ORDER BY s.created_at, s.id")
        .execute(Tuple.of(person))
        .map(rows -> rows.stream().map(SurplusStore::surplus).toList());
  }

  /** What the adapter has not confirmed, the oldest first. */
  static Future<List<Surplus>> toTell(SqlClient db, int limit) {
    return db.preparedQuery(SELECT + "WHERE s.to_tell ORDER BY s.created_at, s.id LIMIT $1")
        .execute(Tuple.of(limit))
        .map(rows -> rows.stream().map(SurplusStore::surplus).toList());
  }

  /**
   * @param foundBy the bill whose making found it
   */
  static Future<Void> add(SqlClient tx, List<Surplus> surplus, UUID foundBy, Instant now) {
    if (surplus.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.preparedQuery(
            """
            INSERT INTO surplus (id, bill_id, found_by, created_at, institutions, amounts, amount)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """)
        .executeBatch(
            surplus.stream()
                .map(one ->
                    LineColumns.add(
                        Tuple.of(one.id(), one.bill(), foundBy, now.atOffset(ZoneOffset.UTC)),
                        one.lines()))
                .toList())
        .mapEmpty();
  }

  /**
   * @param refused why the adapter opens no refund, if it does not
   */
  static Future<Void> told(SqlClient db, Surplus surplus, Optional<String> refused) {
    return db.preparedQuery("UPDATE surplus SET to_tell = false, refused = $2 WHERE id = $1")
        .execute(Tuple.of(surplus.id(), refused.orElse(null)))
        .mapEmpty();
  }

  private static Surplus surplus(Row row) {
    return new Surplus(
        row.getUUID(0),
        row.getUUID(1),
        row.getString(2),
        LineColumns.of(row, 3),
        row.getBoolean(5));
  }
}
