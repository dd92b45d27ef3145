package vn.baodanh.payment.event;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.baodanh.payment.work.Columns;

/** The outbox: written in the transaction in which the thing happens. */
public final class Events {
  private Events() {}

  /**
   * Adds events, in this order, as the last statement of a transaction: it takes the lock of the
   * counter that positions are drawn from, and holds it until the commit. So positions follow the
   * commits, and whoever has read up to one has missed nothing below it.
   *
   * @return the last position
   */
  public static Future<Long> add(SqlClient tx, List<Event> events, Instant now) {
    return tx.preparedQuery(
            """
            WITH drawn AS (UPDATE event_position SET position = position + $1 RETURNING position)
            INSERT INTO event (position, at, type, bill_id, candidate_id, amount, reference, platform, paid_at, refund_id, reason)
            SELECT drawn.position - $1 + e.place, $2, e.type, e.bill, e.candidate, e.amount, e.reference, e.platform, e.paid, e.refund, e.reason
            FROM drawn, unnest($3::text[], $4::uuid[], $5::uuid[], $6::bigint[], $7::text[], $8::text[], $9::timestamptz[],
              $10::uuid[], $11::text[])
              WITH ORDINALITY AS e (type, bill, candidate, amount, reference, platform, paid, refund, reason, place)
            RETURNING position
            """)
        .execute(
            Tuple.of((long) events.size(), now.atOffset(ZoneOffset.UTC))
                .addValue(Columns.of(events, String[]::new, event -> event.type().text()))
                .addValue(Columns.of(events, UUID[]::new, Event::billId))
                .addValue(Columns.of(events, UUID[]::new, Event::candidateId))
                .addValue(Columns.of(events, Long[]::new, event -> event.amount().amount()))
                .addValue(
                    Columns.of(events, String[]::new, event -> event.reference().orElse(null)))
                .addValue(Columns.of(events, String[]::new, event -> event.platform().orElse(null)))
                .addValue(Columns.of(events, OffsetDateTime[]::new, Events::paidAt))
                .addValue(Columns.of(events, UUID[]::new, event -> event.refund().orElse(null)))
                .addValue(Columns.of(events, String[]::new, event -> event.reason().orElse(null))))
        .map(rows -> rows.stream().mapToLong(row -> row.getLong(0)).max().orElseThrow());
  }

  /**
   * Bills that were settled by money, in the order in which they were.
   *
   * @param last the position up to which was read
   * @param isTheLast whether nothing comes after it
   */
  public record SettledPage(List<UUID> bills, long last, boolean isTheLast) {}

  /** Which bills the next events say are settled, of at most so many events. */
  public static Future<SettledPage> settledAfter(SqlClient db, long position, int limit) {
    return db.preparedQuery(
            """
            SELECT position, bill_id, type = $1 AND amount > 0 FROM event WHERE position > $2 ORDER BY position LIMIT $3
            """)
        .execute(Tuple.of(Event.Type.BILL_SETTLED.text(), position, limit))
        .map(rows -> {
          List<UUID> bills = new ArrayList<>();
          long last = position;
          for (Row row : rows) {
            last = row.getLong(0);
            if (row.getBoolean(2)) {
              bills.add(row.getUUID(1));
            }
          }
          return new SettledPage(bills, last, rows.size() < limit);
        });
  }

  private static @Nullable OffsetDateTime paidAt(Event event) {
    return event.paidAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
  }
}
