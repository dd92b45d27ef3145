package vn.baodanh.registration.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
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
              SELECT DISTINCT person_of(m.merged_id) AS person FROM candidate_merge m CROSS JOIN LATERAL (
                SELECT FROM current_filing WHERE candidate_id = m.merged_id AND kind = 1 AND order_us > 0 OFFSET 0) c
              WHERE m.effective_at <= now()),
            lists AS (
              SELECT c.candidate_id, c.partition, c.seq, rank() OVER (PARTITION BY p.person ORDER BY c.order_us DESC) AS place
              FROM people p CROSS JOIN LATERAL (
                SELECT * FROM current_filing WHERE candidate_id = ANY (candidates_of(p.person)) AND kind = 1 AND order_us > 0
                OFFSET 0) c),
            taken AS (
              INSERT INTO application_struck (candidate_id, seq)
              SELECT l.candidate_id, l.seq FROM lists l JOIN application_cursor a ON a.partition = l.partition AND a.seq >= l.seq
              WHERE l.place > 1
                AND NOT EXISTS (SELECT FROM application_struck s WHERE s.candidate_id = l.candidate_id AND s.seq = l.seq) LIMIT $1
              ON CONFLICT DO NOTHING RETURNING candidate_id, seq)
            SELECT c.candidate_id, c.partition, c.seq, c.content
            FROM taken t CROSS JOIN LATERAL (
              SELECT * FROM current_filing WHERE candidate_id = t.candidate_id AND kind = 1 AND seq = t.seq OFFSET 0) c
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

  /**
   * A list that institutions know of whose person has registered as another candidate.
   *
   * @param form the registration that counts
   */
  record Registered(
      UUID candidate, int partition, long seq, byte[] content, boolean paid, Form form) {}

  /** Candidates of merges that are in effect and were not looked at; they are marked. */
  static Future<List<UUID>> takeMerged(SqlClient db, int limit) {
    return db.preparedQuery(
            """
            UPDATE candidate_merge SET projected = true
            WHERE merged_id IN (
              SELECT merged_id FROM candidate_merge WHERE effective_at <= now() AND NOT projected ORDER BY effective_at LIMIT $1)
            RETURNING merged_id
            """)
        .execute(Tuple.of(limit))
        .map(rows -> rows.stream().map(row -> row.getUUID(0)).toList());
  }

  /** The lists that count of people of whom these are candidates, where they are projected. */
  static Future<List<Registered>> registered(SqlClient db, Collection<UUID> candidates) {
    return db.preparedQuery(
            """
            WITH people AS (
              SELECT DISTINCT person_of(g.id) AS person FROM unnest($1::uuid[]) AS g (id)
              WHERE EXISTS (SELECT FROM candidate_merge WHERE merged_id = g.id OR into_id = g.id))
            SELECT l.candidate_id, l.partition, l.seq, l.content, EXISTS (
                SELECT FROM application_payment p WHERE p.candidate_id = l.candidate_id AND p.seq = l.seq AND p.projected),
              f.partition, f.seq, f.order_us
            FROM people
            CROSS JOIN LATERAL (
              SELECT * FROM current_filing WHERE candidate_id = ANY (candidates_of(person)) AND kind = 1 AND order_us > 0
              ORDER BY order_us DESC LIMIT 1) l
            CROSS JOIN LATERAL (
              SELECT * FROM current_filing WHERE candidate_id = ANY (candidates_of(person)) AND kind = 2 AND order_us > 0
              ORDER BY order_us DESC LIMIT 1) f
            JOIN application_cursor a ON a.partition = l.partition AND a.seq >= l.seq
            WHERE f.candidate_id <> l.candidate_id
            """)
        .execute(Tuple.of((Object) candidates.toArray(UUID[]::new)))
        .map(rows ->
            rows.stream()
                .map(row ->
                    new Registered(
                        row.getUUID(0),
                        row.getShort(1),
                        row.getLong(2),
                        row.getBuffer(3).getBytes(),
                        row.getBoolean(4),
                        ApplicationStore.form(row, 5)))
                .toList());
  }
}
