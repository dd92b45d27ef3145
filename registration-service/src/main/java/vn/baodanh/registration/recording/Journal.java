package vn.baodanh.registration.recording;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.Document;
import vn.baodanh.registration.filing.EnteredBy;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.FilingId;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.Outcome;
import vn.baodanh.registration.log.Head;

/**
 * The tables that recording alone writes. Every method is one statement, sent when called. What is
 * looked up for each filing of a batch is a subquery with OFFSET 0: it is planned by itself, by the
 * index of its key. A join might be planned the other way round while tables are empty, and that
 * plan kept.
 */
final class Journal {
  private Journal() {}

  /** How far a partition is recorded, and the ends of its journal and of its log. */
  record Progress(String lastId, long seq, long headNumber, byte[] headHash) {}

  /** The entry up to which each partition is recorded. */
  static Future<Map<Integer, String>> positions(SqlClient db) {
    return db.query("SELECT id, last_id FROM partition")
        .execute()
        .map(rows -> {
          Map<Integer, String> positions = new HashMap<>();
          rows.forEach(row -> positions.put((int) row.getShort(0), row.getString(1)));
          return positions;
        });
  }

  static Future<Progress> lock(SqlClient db, int partition) {
    return db.preparedQuery(
            """
            SELECT last_id, seq, head_number, head_hash FROM partition WHERE id = $1 FOR UPDATE
            """)
        .execute(Tuple.of((short) partition))
        .map(rows -> {
          Row row = rows.iterator().next();
          return new Progress(
              row.getString(0), row.getLong(1), row.getLong(2), row.getBuffer(3).getBytes());
        });
  }

  /** Place of the filing recorded last, by document, for those of these candidates who have one. */
  static Future<Map<Document, Place>> lastPlaces(SqlClient db, Collection<UUID> candidates) {
    return db.preparedQuery(
            """
            SELECT candidate_id, kind, last_order_us, coalesce(queued_us, last_order_us) FROM current_filing WHERE candidate_id = ANY ($1)
            """)
        .execute(Tuple.tuple().addArrayOfUUID(candidates.toArray(UUID[]::new)))
        .map(rows -> {
          Map<Document, Place> places = new HashMap<>();
          rows.forEach(row ->
              places.put(
                  new Document(row.getUUID(0), Kind.of(row.getShort(1))),
                  new Place(row.getLong(2), row.getLong(3))));
          return places;
        });
  }

  /**
   * What was recorded last of those who were merged into one of these candidates: nothing in a
   * season in which nobody was.
   */
  static Future<List<Inherited>> inherited(SqlClient db, Collection<UUID> candidates) {
    return db.preparedQuery(
            """
            WITH RECURSIVE file (candidate_id, id, effective_at) AS (
              SELECT into_id, merged_id, effective_at FROM candidate_merge WHERE into_id = ANY ($1)
              UNION
              SELECT f.candidate_id, m.merged_id, greatest(f.effective_at, m.effective_at)
              FROM file f CROSS JOIN LATERAL (
                SELECT merged_id, effective_at FROM candidate_merge WHERE into_id = f.id OFFSET 0) m)
            SELECT f.candidate_id, c.kind, (extract(epoch FROM f.effective_at) * 1e6)::bigint, c.last_order_us
            FROM file f CROSS JOIN LATERAL (
              SELECT kind, last_order_us FROM current_filing WHERE candidate_id = f.id OFFSET 0) c
            """)
        .execute(Tuple.tuple().addArrayOfUUID(candidates.toArray(UUID[]::new)))
        .map(rows ->
            rows.stream()
                .map(row ->
                    new Inherited(
                        new Document(row.getUUID(0), Kind.of(row.getShort(1))),
                        row.getLong(2),
                        row.getLong(3)))
                .toList());
  }

  /** Journaled filings of the same request as one of these. */
  static Future<List<Known>> sameRequests(SqlClient db, List<Filing> filings) {
    return db.preparedQuery(
            """
            SELECT j.* FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS f (candidate, lowest, highest)
            CROSS JOIN LATERAL (
              SELECT filing_id, digest, outcome, reason, order_us, received_us, recorded_us FROM filing_journal
              WHERE candidate_id = f.candidate AND filing_id BETWEEN f.lowest AND f.highest OFFSET 0) j
            """)
        .execute(
            Tuple.of(
                column(filings, UUID.class, Filing::candidate),
                column(filings, UUID.class, f -> FilingId.firstOfRequest(f.id())),
                column(filings, UUID.class, f -> FilingId.lastOfRequest(f.id()))))
        .map(rows -> rows.stream().map(Journal::known).toList());
  }

  private static Known known(Row row) {
    return new Known(
        row.getUUID(0),
        row.getBuffer(1).getBytes(),
        Outcome.of(row.getShort(2)),
        Optional.ofNullable(row.getString(3)),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }

  static Future<Optional<Recorded>> outcome(SqlClient db, UUID candidate, UUID filing) {
    return db.preparedQuery(
            """
            SELECT outcome, reason, order_us, received_us, recorded_us FROM filing_journal
            WHERE candidate_id = $1 AND filing_id = $2
            """)
        .execute(Tuple.of(candidate, filing))
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row ->
                    new Recorded(
                        filing,
                        Outcome.of(row.getShort(0)),
                        Optional.ofNullable(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4))));
  }

  /** Arrays in the select list are read one row at a time; in FROM each would be stored first. */
  static Future<RowSet<Row>> append(
      SqlClient db,
      int partition,
      Lane lane,
      long headNumber,
      long recordedUs,
      List<Journaled> rows) {
    return db.preparedQuery(
            """
            INSERT INTO filing_journal (partition, head_number, recorded_us, lane, seq, kind, order_us, received_us,
              expected_us, filing_id, candidate_id, outcome, reason, digest, rules_version, catalogue_version, salt, content, source,
              entered_by, entered_for)
            SELECT $1, $2, $3, $4, unnest($5::bigint[]), unnest($6::smallint[]), unnest($7::bigint[]), unnest($8::bigint[]),
              unnest($9::bigint[]), unnest($10::uuid[]), unnest($11::uuid[]), unnest($12::smallint[]), nullif(unnest($13::text[]), ''),
              unnest($14::bytea[]), unnest($15::text[]), unnest($16::integer[]), unnest($17::bytea[]), unnest($18::bytea[]),
              unnest($19::text[]), unnest($20::uuid[]), unnest($21::text[])
            """)
        .execute(
            Tuple.from(
                List.of(
                    (short) partition,
                    headNumber,
                    recordedUs,
                    lane.code(),
                    column(rows, Long.class, Journaled::seq),
                    column(rows, Short.class, r -> (short) r.filing().kind().code()),
                    column(rows, Long.class, Journaled::orderUs),
                    column(rows, Long.class, r -> r.filing().receivedUs()),
                    column(rows, Long.class, r -> r.filing().expectedUs()),
                    column(rows, UUID.class, r -> r.filing().id()),
                    column(rows, UUID.class, r -> r.filing().candidate()),
                    column(rows, Short.class, r -> (short) r.outcome().code()),
                    column(rows, String.class, Journaled::reason),
                    column(rows, Buffer.class, r -> Buffer.buffer(r.filing().digest())),
                    column(rows, String.class, r -> r.filing().grounds().rulesVersion()),
                    column(rows, Integer.class, r -> r.filing().grounds().catalogueVersion()),
                    column(rows, Buffer.class, r -> Buffer.buffer(r.salt())),
                    column(rows, Buffer.class, r -> Buffer.buffer(r.filing().content())),
                    column(rows, String.class, r -> r.filing().source()),
                    column(rows, UUID.class, r -> by(r, EnteredBy::person)),
                    column(rows, String.class, r -> by(r, EnteredBy::organisation)))));
  }

  private static <T> @Nullable T by(Journaled row, Function<EnteredBy, T> part) {
    EnteredBy by = row.filing().enteredBy();
    return by == null ? null : part.apply(by);
  }

  /**
   * What counts after these rows; at most one row a document.
   *
   * @param last place of a document's last filing
   */
  static Future<RowSet<Row>> fold(
      SqlClient db, int partition, Collection<Folded> documents, Function<Document, Place> last) {
    List<Folded> rows = List.copyOf(documents);
    return db.preparedQuery(
            """
            INSERT INTO current_filing AS c (partition, candidate_id, kind, last_order_us, queued_us, order_us, seq, filing_id, department_code, content)
            SELECT $1, unnest($2::uuid[]), unnest($3::smallint[]), unnest($4::bigint[]), unnest($5::bigint[]), unnest($6::bigint[]),
              unnest($7::bigint[]), unnest($8::uuid[]), unnest($9::text[]), unnest($10::bytea[])
            ON CONFLICT (candidate_id, kind) DO UPDATE SET
              last_order_us = greatest(c.last_order_us, excluded.last_order_us),
              queued_us = excluded.queued_us,
              (order_us, seq, filing_id, department_code, content) = (
                SELECT chosen.*
                FROM (VALUES (excluded.order_us, excluded.seq, excluded.filing_id, excluded.department_code, excluded.content),
                    (c.order_us, c.seq, c.filing_id, c.department_code, c.content))
                  AS chosen (order_us, seq, filing_id, department_code, content)
                ORDER BY chosen.order_us DESC LIMIT 1)
            """)
        .execute(
            Tuple.of((short) partition)
                .addValue(column(rows, UUID.class, f -> f.document().candidate()))
                .addValue(column(rows, Short.class, f -> (short) f.document().kind().code()))
                .addValue(column(rows, Long.class, Folded::lastOrderUs))
                .addValue(column(rows, Long.class, f -> last.apply(f.document()).queuedEarlierUs()))
                .addValue(column(rows, Long.class, Folded::orderUs))
                .addValue(column(rows, Long.class, Folded::seq))
                .addValue(column(rows, UUID.class, Folded::filing))
                .addValue(column(rows, String.class, Folded::department))
                .addValue(column(rows, Buffer.class, f -> Buffer.buffer(f.content()))));
  }

  /** Notes the queue's place of a filing that is the last one, if no later one was recorded. */
  static Future<RowSet<Row>> notePlace(SqlClient db, Document document, Place place) {
    return db.preparedQuery(
            """
            UPDATE current_filing SET queued_us = $4 WHERE candidate_id = $1 AND kind = $2 AND last_order_us = $3
            """)
        .execute(
            Tuple.of(
                document.candidate(),
                (short) document.kind().code(),
                place.orderUs(),
                place.queuedUs()));
  }

  static Future<RowSet<Row>> addHead(SqlClient db, Head head, String keyId, byte[] signature) {
    return db.preparedQuery(
            """
            INSERT INTO log_head (partition, number, first_seq, size, recorded_us, root, previous, key_id, signature)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """)
        .execute(
            Tuple.from(
                List.of(
                    (short) head.partition(),
                    head.number(),
                    head.firstSeq(),
                    head.size(),
                    head.recordedUs(),
                    Buffer.buffer(head.root()),
                    Buffer.buffer(head.previous()),
                    keyId,
                    Buffer.buffer(signature))));
  }

  /** Moves a partition on, if nobody else did: else no row is changed. */
  static Future<RowSet<Row>> advance(SqlClient db, int partition, String fromId, Progress to) {
    return db.preparedQuery(
            """
            UPDATE partition SET last_id = $3, seq = $4, head_number = $5, head_hash = $6
            WHERE id = $1 AND last_id = $2
            """)
        .execute(
            Tuple.of(
                (short) partition,
                fromId,
                to.lastId(),
                to.seq(),
                to.headNumber(),
                Buffer.buffer(to.headHash())));
  }

  static Future<RowSet<Row>> markDrained(
      SqlClient db, int partition, String window, long closesUs) {
    return db.preparedQuery(
            """
            INSERT INTO window_drained (window_id, closes_us, partition) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
            """)
        .execute(Tuple.of(window, closesUs, (short) partition));
  }

  private static <R, T> @Nullable T[] column(
      List<R> rows, Class<T> type, Function<R, ? extends @Nullable T> value) {
    @SuppressWarnings("unchecked")
    @Nullable T[] column = (@Nullable T[]) java.lang.reflect.Array.newInstance(type, rows.size());
    for (int i = 0; i < column.length; i++) {
      column[i] = value.apply(rows.get(i));
    }
    return column;
  }
}
