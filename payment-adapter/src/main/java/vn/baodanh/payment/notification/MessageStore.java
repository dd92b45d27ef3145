package vn.baodanh.payment.notification;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import vn.baodanh.payment.platform.Message;
import vn.baodanh.payment.work.Columns;

/** The tables of messages. */
final class MessageStore {
  private MessageStore() {}

  /**
   * Keeps messages as they came, but for those about a reference of which enough are kept.
   *
   * @param references what each message is about, in the same order
   */
  static Future<?> keep(
      SqlClient db, List<Message> messages, List<String> references, int mostOfOne) {
    return db.preparedQuery(
            """
            INSERT INTO notification (received_at, platform, message, reference)
            SELECT m.* FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[]) AS m (at, platform, message, reference)
            WHERE (SELECT count(*) FROM (SELECT FROM notification n WHERE n.reference = m.reference LIMIT $5) AS kept) < $5
            """)
        .execute(
            Tuple.of(
                Columns.of(
                    messages,
                    OffsetDateTime[]::new,
                    message -> message.receivedAt().atOffset(ZoneOffset.UTC)),
                Columns.of(messages, String[]::new, Message::platform),
                Columns.of(messages, String[]::new, message -> clean(message.text())),
                references.toArray(String[]::new),
                mostOfOne));
  }

  static Future<RowSet<Row>> about(SqlClient db, String reference, Instant around) {
    return db.preparedQuery(
            """
            SELECT received_at, platform, message FROM notification
            WHERE received_at BETWEEN $2::timestamptz - interval '1 hour' AND $2::timestamptz + interval '4 days'
              AND strpos(message, $1) > 0
            ORDER BY id LIMIT 20
            """)
        .execute(Tuple.of(reference, around.atOffset(ZoneOffset.UTC)));
  }

  /** Keeps a forged one in this slot, in the place of an older one. */
  static Future<?> keepForged(SqlClient db, int slot, Message message) {
    return db.preparedQuery(
            """
            INSERT INTO forged_notification (slot, received_at, platform, message) VALUES ($1, $2, $3, $4)
            ON CONFLICT (slot) DO UPDATE SET received_at = $2, platform = $3, message = $4
            """)
        .execute(
            Tuple.of(
                slot,
                message.receivedAt().atOffset(ZoneOffset.UTC),
                message.platform(),
                clean(message.text())));
  }

  /** Postgres keeps no NUL. */
  private static String clean(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
