package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.Micros;

/** A person's refunds, as the adapter's events tell of them. */
final class RefundStore {
  private RefundStore() {}

  /**
   * Each refund as its last event left it, in the order of opening. Events from before they named
   * their refund are taken for one refund a payment.
   */
  static Future<JsonArray> of(SqlClient db, UUID[] person) {
    return db.preparedQuery(
            """
            SELECT e.reference, (array_agg(substr(e.type, 8) ORDER BY position DESC))[1], (array_agg(e.amount ORDER BY position DESC))[1],
              min(e.at), max(e.at), min(e.reason) FILTER (WHERE e.type = 'refund-opened')
            FROM payment_event e JOIN bill b ON b.id = e.bill_id
            WHERE b.candidate_id = ANY ($1) AND e.type LIKE 'refund-%' AND e.reference IS NOT NULL
            GROUP BY e.reference, e.refund_id ORDER BY min(e.position)
            """)
        .execute(Tuple.of(person))
        .map(rows -> {
          JsonArray refunds = new JsonArray();
          rows.forEach(row -> refunds.add(refund(row)));
          return refunds;
        });
  }

  private static JsonObject refund(Row row) {
    String state = row.getString(1);
    boolean isPaid = state.equals("paid");
    JsonObject refund =
        new JsonObject()
            .put("paymentReference", row.getString(0))
            .put("state", state)
            .put("amount", row.getLong(2))
            .put("refunded", isPaid ? row.getLong(2) : 0)
            .put("openedAt", text(row, 3))
            .put("changedAt", text(row, 4));
    @Nullable String reason = row.getString(5);
    return reason == null ? refund : refund.put("reason", reason);
  }

  private static String text(Row row, int column) {
    return Micros.text(Micros.of(row.getOffsetDateTime(column).toInstant()));
  }
}
