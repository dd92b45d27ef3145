package vn.baodanh.registration.message;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Letters to be sent, in Postgres. A row is there until its letter was sent, so each is sent at
 * least once; news of one candidate's filings that come close together share a row and a letter.
 */
final class Outbox {
  private final Pool pool;

  Outbox(Pool pool) {
    this.pool = pool;
  }

  /**
   * A letter that this process may send, and nobody else for the time of the lease.
   *
   * @param messageId empty: about filings in the journal, after one place and up to another
   * @param to empty: the candidate has no address there any more
   */
  record Due(
      UUID id,
      UUID candidate,
      String channel,
      Optional<UUID> messageId,
      long fromSeq,
      long toSeq,
      int attempts,
      Optional<String> to) {}

  /** What a letter tells. */
  record Told(MessageKind kind, JsonObject params) {}

  /**
   * Turns the next journal rows of a partition into letters, as far as it is known where their
   * candidates are reached; answers how many rows these were. One statement, so it happens wholly
   * or not at all; while another process does it, nothing.
   *
   * @param channels those in use
   */
  Future<Integer> follow(int partition, int limit, Set<String> channels, Duration pause) {
    return pool.preparedQuery(
            """
            WITH cursor AS (SELECT seq FROM outbox_cursor WHERE partition = $1 FOR UPDATE SKIP LOCKED),
            news AS MATERIALIZED (
              SELECT j.candidate_id, j.seq FROM cursor c JOIN people_cursor p ON p.partition = $1
              CROSS JOIN LATERAL (
                SELECT candidate_id, seq FROM filing_journal WHERE partition = $1 AND seq > c.seq AND seq <= p.seq
                ORDER BY seq LIMIT $2) j),
            moved AS (
              UPDATE outbox_cursor SET seq = (SELECT max(seq) FROM news) WHERE partition = $1 AND EXISTS (SELECT FROM news)),
            written AS (
              INSERT INTO outbox AS letter (candidate_id, channel, from_seq, to_seq, due_at)
              SELECT candidate_id, channel, min(seq) - 1, max(seq), now() + $4 * interval '1 millisecond'
              FROM news CROSS JOIN LATERAL (
                SELECT email, subject FROM contact WHERE candidate_id = news.candidate_id OFFSET 0) reached,
                unnest($3::text[]) AS channel
              WHERE CASE channel WHEN 'email' THEN email WHEN 'portal' THEN subject END IS NOT NULL
              GROUP BY candidate_id, channel
              ON CONFLICT (candidate_id, channel, message_id) DO UPDATE SET
                to_seq = excluded.to_seq,
                due_at = CASE letter.due_at WHEN 'infinity' THEN excluded.due_at ELSE letter.due_at END)
            SELECT count(*) FROM news
            """)
        .execute(
            Tuple.of((short) partition, limit, channels.toArray(String[]::new), pause.toMillis()))
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  Future<Void> begin(int partitions) {
    return pool.preparedQuery(
            """
            INSERT INTO outbox_cursor (partition) SELECT generate_series(0, $1 - 1) ON CONFLICT DO NOTHING
            """)
        .execute(Tuple.of(partitions))
        .mapEmpty();
  }

  /** Letters of the oldest announcement for the next candidates; how many candidates these were. */
  Future<Integer> spread(int limit, Set<String> channels) {
    return pool.preparedQuery(
            """
            WITH announced AS (
              SELECT * FROM announcement WHERE NOT sent ORDER BY at_us LIMIT 1 FOR UPDATE SKIP LOCKED),
            next AS MATERIALIZED (
              SELECT c.candidate_id, c.email, c.subject, a.id FROM announced a JOIN contact c ON c.candidate_id > a.sent_through
              WHERE CASE WHEN a.department_code IS NULL THEN c.department_code IS NULL OR c.department_code <> ALL (a.except_departments)
                ELSE c.department_code = a.department_code END
              ORDER BY c.candidate_id LIMIT $1),
            moved AS (
              UPDATE announcement m SET sent_through = coalesce((SELECT candidate_id FROM next ORDER BY 1 DESC LIMIT 1), m.sent_through),
                sent = (SELECT count(*) FROM next) < $1
              FROM announced a WHERE m.id = a.id),
            written AS (
              INSERT INTO outbox (candidate_id, channel, message_id)
              SELECT candidate_id, channel, id FROM next, unnest($2::text[]) AS channel
              WHERE CASE channel WHEN 'email' THEN email WHEN 'portal' THEN subject END IS NOT NULL
              ON CONFLICT DO NOTHING)
            SELECT count(*) FROM next
            """)
        .execute(Tuple.of(limit, (Object) channels.toArray(String[]::new)))
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  /** Takes letters whose time has come; who takes them has this long to send and settle them. */
  Future<List<Due>> take(int limit, Set<String> channels, Duration lease) {
    return pool.preparedQuery(
            """
            UPDATE outbox letter SET attempts = attempts + 1, due_at = now() + $3 * interval '1 millisecond'
            FROM (SELECT id FROM outbox WHERE due_at <= now() AND channel = ANY ($2) ORDER BY due_at LIMIT $1
              FOR UPDATE SKIP LOCKED) due
            WHERE letter.id = due.id
            RETURNING letter.id, candidate_id, channel, message_id, from_seq, to_seq, attempts,
              (SELECT CASE letter.channel WHEN 'email' THEN email WHEN 'portal' THEN subject END
               FROM contact c WHERE c.candidate_id = letter.candidate_id)
            """)
        .execute(Tuple.of(limit, channels.toArray(String[]::new), lease.toMillis()))
        .map(rows -> rows.stream().map(Outbox::due).toList());
  }

  private static Due due(Row row) {
    return new Due(
        row.getUUID(0),
        row.getUUID(1),
        row.getString(2),
        Optional.ofNullable(row.getUUID(3)),
        row.getLong(4),
        row.getLong(5),
        row.getShort(6),
        Optional.ofNullable(row.getString(7)));
  }

  /** What a letter is about, the newest first. */
  Future<List<Told>> told(Due due, int limit) {
    return due.messageId()
        .map(this::message)
        .orElseGet(() -> filings(due.candidate(), due.fromSeq(), due.toSeq(), limit));
  }

  private Future<List<Told>> message(UUID id) {
    return pool.preparedQuery(
            """
            SELECT kind, params FROM message WHERE id = $1 UNION ALL SELECT kind, params FROM announcement WHERE id = $1
            """)
        .execute(Tuple.of(id))
        .map(rows ->
            rows.stream()
                .map(row -> new Told(MessageKind.of(row.getString(0)), row.getJsonObject(1)))
                .toList());
  }

  private Future<List<Told>> filings(UUID candidate, long fromSeq, long toSeq, int limit) {
    return pool.preparedQuery(
            """
            SELECT CASE WHEN kind = 2 AND length(content) = 0 THEN 3 ELSE kind END, outcome, reason, entered_for FROM filing_journal
            WHERE candidate_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq DESC LIMIT $4
            """)
        .execute(Tuple.of(candidate, fromSeq, toSeq, limit))
        .map(rows -> rows.stream().map(Outbox::filing).toList());
  }

  private static void putIfGiven(JsonObject params, String name, @Nullable String value) {
    if (value != null) {
      params.put(name, value);
    }
  }

  private static Told filing(Row row) {
    JsonObject params = new JsonObject().put("filed", row.getInteger(0));
    putIfGiven(params, "reason", row.getString(2));
    putIfGiven(params, "enteredBy", row.getString(3));
    return new Told(
        InboxStore.kindOf(vn.baodanh.registration.filing.Outcome.of(row.getShort(1))), params);
  }

  /** It was sent, or is to be sent to nobody. What came since it was taken makes another letter. */
  Future<Void> settle(Due due, Duration pause) {
    return pool.preparedQuery("DELETE FROM outbox WHERE id = $1 AND to_seq = $2")
        .execute(Tuple.of(due.id(), due.toSeq()))
        .compose(
            deleted -> deleted.rowCount() == 1 ? Future.succeededFuture() : goOn(pool, due, pause));
  }

  private static Future<Void> goOn(SqlClient db, Due due, Duration pause) {
    return db.preparedQuery(
            """
            UPDATE outbox SET from_seq = $2, attempts = 0, since = now(), due_at = now() + $3 * interval '1 millisecond', fault = NULL
            WHERE id = $1 AND to_seq > $2
            """)
        .execute(Tuple.of(due.id(), due.toSeq(), pause.toMillis()))
        .mapEmpty();
  }

  /** It was not sent, and is tried again after this time, unless it is too old. */
  Future<Void> postpone(Due due, Duration wait, String fault) {
    return pool.preparedQuery(
            """
            UPDATE outbox SET fault = $3, due_at =
              CASE WHEN since < now() - interval '2 days' THEN 'infinity' ELSE now() + $2 * interval '1 millisecond' END
            WHERE id = $1
            """)
        .execute(Tuple.of(due.id(), wait.toMillis(), fault))
        .mapEmpty();
  }

  /** It will never be sent; the row stays, to be looked at. */
  Future<Void> giveUp(Due due, String fault) {
    return pool.preparedQuery("UPDATE outbox SET fault = $2, due_at = 'infinity' WHERE id = $1")
        .execute(Tuple.of(due.id(), fault))
        .mapEmpty();
  }
}
