package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.projection.PaidLists;

/** What the adapter told, each once, and what it does to bills. */
final class EventStore {
  private EventStore() {}

  static Future<Long> cursor(SqlClient db) {
    return db.query("SELECT position FROM payment_cursor")
        .execute()
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /**
   * Moves the cursor, unless somebody else did.
   *
   * @return whether it stood where it was thought to stand
   */
  static Future<Boolean> moveCursor(SqlClient tx, long from, long to) {
    return tx.preparedQuery("UPDATE payment_cursor SET position = $2 WHERE position = $1")
        .execute(Tuple.of(from, to))
        .map(moved -> moved.rowCount() == 1);
  }

  static Future<Void> add(SqlClient tx, List<PaymentEvent> events) {
    return tx.preparedQuery(
            """
            INSERT INTO payment_event (position, at, type, bill_id, candidate_id, amount, reference, platform, paid_at, refund_id,
              reason)
            SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::uuid[], $5::uuid[], $6::bigint[], $7::text[],
              $8::text[], $9::timestamptz[], $10::uuid[], $11::text[])
            """)
        .execute(
            Tuple.of(
                    column(events, Long[]::new, PaymentEvent::position),
                    column(events, OffsetDateTime[]::new, event -> utc(event.at())),
                    column(events, String[]::new, PaymentEvent::type),
                    column(events, UUID[]::new, PaymentEvent::bill),
                    column(events, UUID[]::new, PaymentEvent::candidate),
                    column(events, Long[]::new, PaymentEvent::amount))
                .addValue(column(events, String[]::new, event -> event.reference().orElse(null)))
                .addValue(column(events, String[]::new, event -> event.platform().orElse(null)))
                .addValue(
                    column(
                        events,
                        OffsetDateTime[]::new,
                        event -> event.paidAt().map(EventStore::utc).orElse(null)))
                .addValue(column(events, UUID[]::new, event -> event.refund().orElse(null)))
                .addValue(column(events, String[]::new, event -> event.reason().orElse(null))))
        .mapEmpty();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /**
   * Bills are paid; whatever the adapter says of it, it is so: also one that another was to come in
   * the place of. Later bills of the same candidate that are open were made without knowing, and
   * the adapter has not taken them: they have to be made anew.
   */
  static Future<Void> settle(SqlClient tx, List<PaymentEvent> settled) {
    UUID[] ids = settled.stream().map(PaymentEvent::bill).toArray(UUID[]::new);
    return tx.preparedQuery(
            """
            UPDATE bill SET state = 'paid', to_tell = false, paid_at = s.at, platform = s.platform, payment_reference = s.reference
            FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[]) AS s (id, at, platform, reference)
            WHERE bill.id = s.id AND bill.id = ANY ($1) AND (state = 'open' OR state = 'replaced' AND amount > 0)
            RETURNING list_candidate_id, list_partition, list_seq, paid_at
            """)
        .execute(
            Tuple.of(
                ids,
                column(settled, OffsetDateTime[]::new, event -> utc(event.paid())),
                column(settled, String[]::new, event -> event.platform().orElse(null)),
                column(settled, String[]::new, event -> event.reference().orElse(null))))
        .compose(paid -> PaidLists.add(tx, paid.stream().map(EventStore::paidList).toList()))
        .compose(told ->
            tx.preparedQuery(
                    """
                    UPDATE bill later SET state = 'replaced', to_tell = false FROM bill paid
                    WHERE paid.id = ANY ($1) AND later.candidate_id = paid.candidate_id AND later.number > paid.number
                      AND later.candidate_id = ANY (ARRAY (SELECT candidate_id FROM bill WHERE id = ANY ($1)))
                      AND (later.state = 'open' OR later.to_tell)
                    """)
                .execute(Tuple.of(ids)))
        .mapEmpty();
  }

  private static PaidLists.Paid paidList(Row paid) {
    long paidUs = Micros.of(paid.getOffsetDateTime(3).toInstant());
    return new PaidLists.Paid(paid.getUUID(0), paid.getShort(1), paid.getLong(2), paidUs);
  }

  private static <T> @Nullable T[] column(
      List<PaymentEvent> events,
      java.util.function.IntFunction<@Nullable T[]> array,
      Function<PaymentEvent, ? extends @Nullable T> value) {
    return events.stream().map(value).toArray(array);
  }
}
