package vn.baodanh.registration.institution;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tables of snapshots, and what their maker reads. */
final class SnapshotStore {
  private static final String COLUMNS =
      """
      institution_code, number, as_of_us, position, mark, lines, held_back, bytes, sha256, rules_version, made_us, key_id, signature
      """;

  private SnapshotStore() {}

  /** How far each partition's journal goes now. */
  static Future<Map<Integer, Long>> journalEnds(SqlClient db) {
    return db.query("SELECT id, seq FROM partition")
        .execute()
        .map(rows -> {
          Map<Integer, Long> ends = new TreeMap<>();
          rows.forEach(row -> ends.put((int) row.getShort(0), row.getLong(1)));
          return ends;
        });
  }

  /** Whether the projection has come that far in every partition. */
  static Future<Boolean> isProjected(SqlClient db, Map<Integer, Long> ends) {
    return db.preparedQuery(
            """
            SELECT NOT EXISTS (
              SELECT FROM unnest($1::smallint[], $2::bigint[]) AS e (partition, seq)
              LEFT JOIN application_cursor c ON c.partition = e.partition WHERE coalesce(c.seq, 0) < e.seq)
            """)
        .execute(
            Tuple.of(
                ends.keySet().stream().map(Integer::shortValue).toArray(Short[]::new),
                (Object) ends.values().toArray(Long[]::new)))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  /** Institutions with changes and without a snapshot behind these closes. */
  static Future<List<String>> missing(SqlClient db, String closes) {
    return db.preparedQuery(
            """
            WITH RECURSIVE code AS (
              (SELECT institution_code FROM application_change ORDER BY institution_code LIMIT 1)
              UNION ALL
              SELECT (SELECT a.institution_code FROM application_change a WHERE a.institution_code > code.institution_code
                ORDER BY a.institution_code LIMIT 1) FROM code WHERE code.institution_code IS NOT NULL)
            SELECT institution_code FROM code c WHERE institution_code IS NOT NULL
              AND NOT EXISTS (SELECT FROM snapshot s WHERE s.institution_code = c.institution_code AND s.closes = $1)
            """)
        .execute(Tuple.of(closes))
        .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
  }

  /** An applicant's newest change, and whether the applicant is held back. */
  record Standing(long position, boolean heldBack) {}

  /** Of everybody who chooses the institution, in the feed's order. */
  static Future<List<Standing>> standing(SqlClient db, String institution, long through) {
    return db.preparedQuery(
            """
            SELECT position, EXISTS (SELECT FROM filing_set_aside s WHERE s.candidate_id = newest.candidate_id)
            FROM (
              SELECT DISTINCT ON (candidate_id) candidate_id, position, kind FROM application_change_each
              WHERE institution_code = $1 AND position <= $2 ORDER BY candidate_id, position DESC) newest
            WHERE kind <> 3 ORDER BY position
            """)
        .execute(Tuple.of(institution, through))
        .map(rows ->
            rows.stream().map(row -> new Standing(row.getLong(0), row.getBoolean(1))).toList());
  }

  /** The lines at these ascending positions, each with a line feed. */
  static Future<Buffer> lines(SqlClient db, String institution, List<Long> positions) {
    return db.preparedQuery(
            """
            SELECT convert_to(string_agg(line || E'\\n', '' ORDER BY position), 'UTF8') FROM application_line
            WHERE institution_code = $1 AND last_position >= $2 AND last_position < $3::bigint + 32 AND position = ANY ($4::bigint[])
            """)
        .execute(
            Tuple.of(
                institution,
                positions.getFirst(),
                positions.getLast(),
                positions.toArray(Long[]::new)))
        .map(rows -> rows.iterator().next().getBuffer(0));
  }

  static Future<Integer> nextNumber(SqlClient db, String institution) {
    return db.preparedQuery(
            "SELECT coalesce(max(number), 0) + 1 FROM snapshot WHERE institution_code = $1")
        .execute(Tuple.of(institution))
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  static Future<?> addPart(
      SqlClient db, String institution, int number, int part, int lines, byte[] compressed) {
    return db.preparedQuery("INSERT INTO snapshot_part VALUES ($1, $2, $3, $4, $5)")
        .execute(Tuple.of(institution, number, part, lines, Buffer.buffer(compressed)));
  }

  static Future<?> add(
      SqlClient db, Snapshot snapshot, String closes, String keyId, byte[] signature) {
    return db.preparedQuery(
            """
            INSERT INTO snapshot (institution_code, number, closes, as_of_us, position, mark, lines, held_back, bytes, sha256,
              rules_version, key_id, signature, made_us)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """)
        .execute(
            Tuple.from(
                Arrays.asList(
                    snapshot.institution(),
                    snapshot.number(),
                    closes,
                    snapshot.asOfUs(),
                    snapshot.cut().position(),
                    snapshot.cut().mark(),
                    snapshot.lines(),
                    snapshot.heldBack(),
                    snapshot.bytes(),
                    Buffer.buffer(snapshot.sha256()),
                    snapshot.rulesVersion(),
                    keyId,
                    Buffer.buffer(signature),
                    snapshot.madeUs())));
  }

  /** The newest first, as manifests. */
  static Future<List<JsonObject>> list(SqlClient db, String institution, int limit) {
    return db.preparedQuery(
            "SELECT "
                + COLUMNS
                + " FROM snapshot WHERE institution_code = $1 ORDER BY number DESC LIMIT $2")
        .execute(Tuple.of(institution, limit))
        .map(rows -> rows.stream().map(SnapshotStore::manifest).toList());
  }

  static Future<Optional<JsonObject>> find(SqlClient db, String institution, int number) {
    return db.preparedQuery(
            "SELECT " + COLUMNS + " FROM snapshot WHERE institution_code = $1 AND number = $2")
        .execute(Tuple.of(institution, number))
        .map(rows -> rows.stream().findFirst().map(SnapshotStore::manifest));
  }

  /** A piece of a file; nothing behind the last. */
  record Part(int lines, byte[] compressed) {}

  static Future<Optional<Part>> part(SqlClient db, String institution, int number, int part) {
    return db.preparedQuery(
            "SELECT lines, content FROM snapshot_part WHERE institution_code = $1 AND number = $2"
                + " AND part = $3")
        .execute(Tuple.of(institution, number, part))
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row -> new Part(row.getInteger(0), row.getBuffer(1).getBytes())));
  }

  private static JsonObject manifest(Row row) {
    var snapshot =
        new Snapshot(
            row.getString(0),
            row.getInteger(1),
            row.getLong(2),
            new Cursor(row.getLong(3), row.getInteger(4)),
            row.getInteger(5),
            row.getInteger(6),
            row.getLong(7),
            row.getBuffer(8).getBytes(),
            row.getString(9),
            row.getLong(10));
    return snapshot.toJson(row.getString(11), row.getBuffer(12).getBytes());
  }
}
