package vn.baodanh.registration.projection;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.Kind;

/** The tables that the projection alone writes, and what it reads of the journal. */
final class ApplicationStore {
  private ApplicationStore() {}

  /** The next rows of a partition after the projection's cursor. */
  static Future<List<JournaledFiling>> next(SqlClient db, int partition, int limit) {
    return db.preparedQuery(
            """
            SELECT coalesce(c.seq, 0), j.seq, j.order_us, j.candidate_id, j.kind, j.outcome = 1, j.content
            FROM (SELECT (SELECT seq FROM application_cursor WHERE partition = $1) AS seq) c
            JOIN filing_journal j ON j.partition = $1 AND j.seq > coalesce(c.seq, 0)
            ORDER BY j.seq LIMIT $2
            """)
        .execute(Tuple.of((short) partition, limit))
        .map(rows ->
            rows.stream()
                .map(row ->
                    new JournaledFiling(
                        row.getLong(0),
                        partition,
                        row.getLong(1),
                        row.getLong(2),
                        row.getUUID(3),
                        Kind.of(row.getShort(4)),
                        row.getBoolean(5),
                        row.getBuffer(6).getBytes()))
                .toList());
  }

  /**
   * What counted of candidates of one partition before a place of its journal; of other candidates
   * who are the same person, the exam registration that counts now.
   *
   * @param seqs the place, by candidate
   */
  static Future<Map<UUID, Applicant>> before(
      SqlClient db, int partition, Map<UUID, Long> seqs, Choices choices) {
    if (seqs.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return db.preparedQuery(
            """
            SELECT f.candidate, coalesce(a.list_seq, 0), l.content, p.seq IS NOT NULL,
              $1::smallint, coalesce(r.seq, 0), coalesce(r.order_us, 0), coalesce(o.partition, 0::smallint), coalesce(o.seq, 0), coalesce(o.order_us, 0)
            FROM unnest($2::uuid[], $3::bigint[]) AS f (candidate, seq)
            CROSS JOIN LATERAL (
              SELECT max(seq) FILTER (WHERE kind = 1) AS list_seq, max(seq) FILTER (WHERE kind = 2) AS registration_seq
              FROM filing_journal WHERE candidate_id = f.candidate AND outcome = 1 AND seq < f.seq) a
            LEFT JOIN LATERAL (
              SELECT content FROM filing_journal WHERE partition = $1 AND seq = a.list_seq
                AND NOT EXISTS (SELECT FROM application_struck s WHERE s.candidate_id = f.candidate AND s.seq = a.list_seq)
              OFFSET 0) l ON true
            LEFT JOIN LATERAL (
              SELECT seq FROM application_payment WHERE candidate_id = f.candidate AND seq = a.list_seq AND projected
              OFFSET 0) p ON true
            LEFT JOIN LATERAL (
              SELECT seq, order_us FROM filing_journal WHERE partition = $1 AND seq = a.registration_seq OFFSET 0) r ON true
            LEFT JOIN (
              SELECT DISTINCT ON (m.candidate) m.candidate, c.partition, c.seq, c.order_us
              FROM (
                SELECT candidate FROM unnest($2::uuid[]) AS g (candidate)
                WHERE EXISTS (SELECT FROM candidate_merge WHERE merged_id = candidate OR into_id = candidate) OFFSET 0) m
              CROSS JOIN LATERAL (
                SELECT * FROM current_filing WHERE candidate_id = ANY (candidates_of(person_of(m.candidate))) AND kind = 2 OFFSET 0) c
              WHERE c.candidate_id <> m.candidate AND c.order_us > 0
              ORDER BY m.candidate, c.order_us DESC) o ON o.candidate = f.candidate
            """)
        .execute(
            Tuple.of(
                (short) partition,
                seqs.keySet().toArray(UUID[]::new),
                seqs.values().toArray(Long[]::new)))
        .map(found -> {
          Map<UUID, Applicant> applicants = new HashMap<>();
          found.forEach(row -> applicants.put(row.getUUID(0), applicant(row, choices)));
          return applicants;
        });
  }

  private static Applicant applicant(Row row, Choices choices) {
    Buffer list = row.getBuffer(2);
    Form own = form(row, 4);
    return new Applicant(
        list == null ? Map.of() : choices.byInstitution(list.getBytes()),
        row.getLong(1),
        own.orLater(form(row, 7)),
        row.getBoolean(3));
  }

  /** Of three columns. */
  static Form form(Row row, int first) {
    return new Form(row.getShort(first), row.getLong(first + 1), row.getLong(first + 2));
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

  static Future<Void> addPayments(SqlClient db, List<PaidLists.Paid> lists) {
    return db.preparedQuery(
            """
            INSERT INTO application_payment (candidate_id, partition, seq, paid_us)
            SELECT * FROM unnest($1::uuid[], $2::smallint[], $3::bigint[], $4::bigint[])
            ON CONFLICT DO NOTHING
            """)
        .execute(
            Tuple.of(
                lists.stream().map(PaidLists.Paid::candidate).toArray(UUID[]::new),
                lists.stream().map(list -> (short) list.partition()).toArray(Short[]::new),
                lists.stream().map(PaidLists.Paid::listSeq).toArray(Long[]::new),
                lists.stream().map(PaidLists.Paid::paidUs).toArray(Long[]::new)))
        .mapEmpty();
  }

  /**
   * A paid list that no institution was told of.
   *
   * @param cursor where the projection stands in the partition, at the list or behind it
   */
  record Payment(UUID candidate, long seq, long cursor) {}

  /** Those of a partition whose lists are projected; they are marked as told. */
  static Future<List<Payment>> takePayments(SqlClient db, int partition, int limit) {
    return db.preparedQuery(
            """
            UPDATE application_payment p SET projected = true
            FROM (
              SELECT w.candidate_id, w.seq, c.seq AS cursor
              FROM application_cursor c JOIN application_payment w ON w.partition = c.partition AND w.seq <= c.seq AND NOT w.projected
              WHERE c.partition = $1 ORDER BY w.seq LIMIT $2 FOR UPDATE OF w) t
            WHERE p.candidate_id = t.candidate_id AND p.seq = t.seq
            RETURNING p.candidate_id, p.seq, t.cursor
            """)
        .execute(Tuple.of((short) partition, limit))
        .map(rows ->
            rows.stream()
                .map(row -> new Payment(row.getUUID(0), row.getLong(1), row.getLong(2)))
                .toList());
  }

  /** Until this transaction ends no other projection commits; counts its changes. */
  static Future<Void> lockPositions(SqlClient db, int count) {
    return db.preparedQuery("UPDATE application_position SET position = position + $1")
        .execute(Tuple.of((long) count))
        .mapEmpty();
  }

  /** The last position of each of these institutions that has one; to be asked under the lock. */
  static Future<Map<String, Long>> lastPositions(SqlClient db, Collection<String> institutions) {
    return db.preparedQuery(
            """
            SELECT i.code, p.last_position FROM unnest($1::text[]) AS i (code)
            CROSS JOIN LATERAL (
              SELECT last_position FROM application_change WHERE institution_code = i.code ORDER BY last_position DESC LIMIT 1) p
            """)
        .execute(Tuple.tuple().addArrayOfString(institutions.toArray(String[]::new)))
        .map(rows -> {
          Map<String, Long> positions = new HashMap<>();
          rows.forEach(row -> positions.put(row.getString(0), row.getLong(1)));
          return positions;
        });
  }

  static Future<?> append(SqlClient db, int partition, long atUs, List<Chunk.Placed> chunks) {
    List<Tuple> rows = new ArrayList<>(chunks.size());
    for (Chunk.Placed placed : chunks) {
      Chunk chunk = placed.chunk();
      rows.add(
          Tuple.of((short) partition, chunk.institution(), placed.lastPosition())
              .addArrayOfUUID(column(chunk, UUID.class, Change::candidate))
              .addArrayOfLong(column(chunk, Long.class, Change::seq))
              .addArrayOfString(column(chunk, String.class, Change::programmes))
              .addArrayOfShort(column(chunk, Short.class, change -> change.kind().code()))
              .addArrayOfLong(column(chunk, Long.class, change -> change.form().seq()))
              .addArrayOfBoolean(column(chunk, Boolean.class, Change::paid))
              .addInteger(placed.mark())
              .addLong(atUs)
              .addArrayOfShort(otherPartitions(chunk, partition)));
    }
    return db.preparedQuery(
            """
            INSERT INTO application_change (partition, institution_code, last_position, candidate_ids, seqs, programmes, kinds,
              registration_seqs, paid, mark, at_us, registration_partitions)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """)
        .executeBatch(rows);
  }

  /** Those of exam registrations; null where that is the row's own, and in all if all are. */
  private static Short @Nullable [] otherPartitions(Chunk chunk, int own) {
    boolean areOwn = chunk.changes().stream().allMatch(change -> isNoneOrOwn(change.form(), own));
    return areOwn
        ? null
        : chunk.changes().stream()
            .map(change ->
                isNoneOrOwn(change.form(), own) ? null : (short) change.form().partition())
            .toArray(Short[]::new);
  }

  private static boolean isNoneOrOwn(Form form, int own) {
    return form.seq() == 0 || form.partition() == own;
  }

  @SuppressWarnings("unchecked")
  private static <T> T[] column(Chunk chunk, Class<T> type, Function<Change, T> value) {
    return chunk.changes().stream()
        .map(value)
        .toArray(length -> (T[]) Array.newInstance(type, length));
  }
}
