package vn.baodanh.registration.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Lists of people who were found to be one: what counts is the one later in order, so institutions
 * are told to strike the others. Whoever files again is compared with nothing after that.
 */
final class MergedLists {
  private MergedLists() {}

  /** A list that institutions know of although another one of the same person counts. */
  record Outdone(UUID candidate, int partition, long seq, byte[] content) {}

  /** Those that are projected; they are marked as struck. */
  static Future<List<Outdone>> take(SqlClient db, int limit) {
    return db.preparedQuery(
            """
            WITH people AS (
              SELECT DISTINCT person_of(m.merged_id) AS person FROM candidate_merge m
              WHERE m.effective_at <= now()
                AND EXISTS (SELECT FROM current_filing c WHERE c.candidate_id = m.merged_id AND c.kind = 1 AND c.order_us > 0)),
            lists AS (
              SELECT c.candidate_id, c.partition, c.seq, rank() OVER (PARTITION BY p.person ORDER BY c.order_us DESC) AS place
              FROM people p JOIN current_filing c ON c.candidate_id = ANY (candidates_of(p.person)) AND c.kind = 1 AND c.order_us > 0),
            taken AS (
              INSERT INTO application_struck (candidate_id, seq)
              SELECT l.candidate_id, l.seq FROM lists l JOIN application_cursor a ON a.partition = l.partition AND a.seq >= l.seq
              WHERE l.place > 1
                AND NOT EXISTS (SELECT FROM application_struck s WHERE s.candidate_id = l.candidate_id AND s.seq = l.seq) LIMIT $1
              ON CONFLICT DO NOTHING RETURNING candidate_id, seq)
            SELECT c.candidate_id, c.partition, c.seq, c.content
            FROM taken t JOIN current_filing c ON c.candidate_id = t.candidate_id AND c.kind = 1 AND c.seq = t.seq
            """)
        .execute(Tuple.of(limit))
        .map(rows ->
            rows.stream()
                .map(row ->
                    new Outdone(
                        row.getUUID(0),
                        row.getShort(1),
                        row.getLong(2),
                        row.getBuffer(3).getBytes()))
                .toList());
  }
}
