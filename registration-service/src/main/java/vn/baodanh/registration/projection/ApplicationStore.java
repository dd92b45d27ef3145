package vn.baodanh.registration.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The tables that the projection alone writes, and what it reads of the journal. */
final class ApplicationStore {
  private ApplicationStore() {}

  /** The next rows of a partition after the projection's cursor. */
  static Future<List<JournaledList>> next(SqlClient db, int partition, int limit) {
    return db.preparedQuery(
            """
            SELECT coalesce(c.seq, 0), j.seq, j.candidate_id, j.outcome = 1 AND j.kind = 1, j.expected_us = 0, j.content
            FROM (SELECT (SELECT seq FROM application_cursor WHERE partition = $1) AS seq) c
            JOIN filing_journal j ON j.partition = $1 AND j.seq > coalesce(c.seq, 0)
            ORDER BY j.seq LIMIT $2
            """)
        .execute(Tuple.of((short) partition, limit))
        .map(rows ->
            rows.stream()
                .map(row ->
                    new JournaledList(
                        row.getLong(0),
                        row.getLong(1),
                        row.getUUID(2),
                        row.getBoolean(3),
                        row.getBoolean(4),
                        row.getBuffer(5).getBytes()))
                .toList());
  }

  /** The lists that counted before these rows, of candidates who can have had one. */
  static Future<Map<UUID, byte[]>> before(SqlClient db, List<JournaledList> rows) {
    Map<UUID, Long> firstSeq = Changes.seqsWithListsBefore(rows);
    if (firstSeq.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return db.preparedQuery(
            """
            SELECT f.candidate, j.content
            FROM unnest($1::uuid[], $2::bigint[]) AS f (candidate, seq)
            CROSS JOIN LATERAL (
              SELECT content FROM filing_journal
              WHERE candidate_id = f.candidate AND outcome = 1 AND kind = 1 AND seq < f.seq ORDER BY seq DESC LIMIT 1) j
            """)
        .execute(
            Tuple.of(
                firstSeq.keySet().toArray(UUID[]::new),
                (Object) firstSeq.values().toArray(Long[]::new)))
        .map(found -> {
          Map<UUID, byte[]> lists = new HashMap<>();
          found.forEach(row -> lists.put(row.getUUID(0), row.getBuffer(1).getBytes()));
          return lists;
        });
  }

  /** Fails if another projection moved the cursor since the rows were read. */
  static Future<Void> moveCursor(SqlClient db, int partition, long from, long to) {
    return db.preparedQuery(
            """
            INSERT INTO application_cursor AS c (partition, seq) VALUES ($1, $3)
            ON CONFLICT (partition) DO UPDATE SET seq = $3 WHERE c.seq = $2
            """)
        .execute(Tuple.of((short) partition, from, to))
        .map(moved -> {
          if (moved.rowCount() != 1) {
            throw new IllegalStateException("another projection moved partition " + partition);
          }
          return null;
        });
  }

  /**
   * Takes this many positions; answers the last of them. No other projection commits before this
   * one does.
   */
  static Future<Long> drawPositions(SqlClient db, int count) {
    return db.preparedQuery(
            "UPDATE application_position SET position = position + $1 RETURNING position")
        .execute(Tuple.of((long) count))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Writes changes that begin after this position, in their order. */
  static Future<?> append(SqlClient db, int partition, long after, List<Chunk> chunks) {
    List<Tuple> rows = new ArrayList<>(chunks.size());
    long position = after;
    for (Chunk chunk : chunks) {
      position += chunk.changes().size();
      rows.add(
          Tuple.of((short) partition, chunk.institution(), position)
              .addArrayOfUUID(column(chunk, UUID.class, Change::candidate))
              .addArrayOfLong(column(chunk, Long.class, Change::seq))
              .addArrayOfString(column(chunk, String.class, Change::programmes)));
    }
    return db.preparedQuery(
            """
            INSERT INTO application_change (partition, institution_code, last_position, candidate_ids, seqs, programmes)
            VALUES ($1, $2, $3, $4, $5, $6)
            """)
        .executeBatch(rows);
  }

  @SuppressWarnings("unchecked")
  private static <T> T[] column(Chunk chunk, Class<T> type, Function<Change, T> value) {
    return chunk.changes().stream()
        .map(value)
        .toArray(length -> (T[]) Array.newInstance(type, length));
  }
}
