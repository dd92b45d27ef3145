package vn.baodanh.payment.bill;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.baodanh.payment.ledger.Vnd;
import vn.baodanh.payment.work.Columns;

/** The table of bills. */
final class BillStore {
  private static final String COLUMNS =
      "id, candidate_id, institutions, amounts, created_at, state, superseded_by, settled_by,"
          + " settled_at";

  private BillStore() {}

  /**
   * Adds each of these bills, unless there is one with its id; all or none if one cannot be.
   *
   * @return ids of those that were added
   */
  static Future<Set<UUID>> add(SqlClient db, List<Bill> bills) {
    return db.preparedQuery(
            """
            INSERT INTO bill (id, candidate_id, amount, institutions, amounts, created_at, state, settled_at)
            SELECT id, candidate_id, amount, string_to_array(institutions, ','), string_to_array(amounts, ',')::bigint[],
              created_at, state, settled_at
            FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[], $7::text[],
              $8::timestamptz[]) AS b (id, candidate_id, amount, institutions, amounts, created_at, state, settled_at)
            ORDER BY id ON CONFLICT (id) DO NOTHING RETURNING id
            """)
        .execute(
            Tuple.of(
                    Columns.of(bills, UUID[]::new, Bill::id),
                    Columns.of(bills, UUID[]::new, Bill::candidateId),
                    Columns.of(bills, Long[]::new, bill -> bill.amount().amount()),
                    Columns.of(bills, String[]::new, bill -> joined(bill, BillLine::institution)),
                    Columns.of(
                        bills, String[]::new, bill -> joined(bill, one -> one.amount().amount())))
                .addValue(Columns.of(bills, OffsetDateTime[]::new, bill -> utc(bill.createdAt())))
                .addValue(Columns.of(bills, String[]::new, bill -> bill.state().text()))
                .addValue(
                    Columns.of(
                        bills,
                        OffsetDateTime[]::new,
                        bill -> bill.settledAt().map(BillStore::utc).orElse(null))))
        .map(rows -> rows.stream().map(row -> row.getUUID(0)).collect(Collectors.toSet()));
  }

  /** Of its lines, separated by commas, which no institution's code has. */
  private static String joined(Bill bill, Function<BillLine, Object> cell) {
    return bill.lines().stream()
        .map(cell.andThen(Object::toString))
        .collect(Collectors.joining(","));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /**
   * Puts a later bill in the place of an open one of the same candidate.
   *
   * @return whether it was open
   */
  static Future<Boolean> supersede(SqlClient tx, UUID earlier, Bill later) {
    return tx.preparedQuery(
            """
            UPDATE bill SET state = 'superseded', superseded_by = $3
            WHERE id = $1 AND candidate_id = $2 AND state = 'open'
            """)
        .execute(Tuple.of(earlier, later.candidateId(), later.id()))
        .map(changed -> changed.rowCount() == 1);
  }

  static Future<Optional<Bill>> find(SqlClient db, UUID id) {
    return db.preparedQuery("SELECT " + COLUMNS + " FROM bill WHERE id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(BillStore::bill));
  }

  static Future<Optional<Bill>> openOf(SqlClient db, UUID candidate) {
    return db.preparedQuery(
            "SELECT " + COLUMNS + " FROM bill WHERE candidate_id = $1 AND state = 'open'")
        .execute(Tuple.of(candidate))
        .map(rows -> rows.stream().findFirst().map(BillStore::bill));
  }

  static Future<Optional<Bill>> settledBy(SqlClient db, String reference) {
    return db.preparedQuery("SELECT " + COLUMNS + " FROM bill WHERE settled_by = $1")
        .execute(Tuple.of(reference))
        .map(rows -> rows.stream().findFirst().map(BillStore::bill));
  }

  static Future<RowSet<Row>> lock(SqlClient tx, Collection<UUID> candidates) {
    return tx.preparedQuery(
            "SELECT FROM bill WHERE candidate_id = ANY ($1) ORDER BY id FOR NO KEY UPDATE")
        .execute(Tuple.of(candidates.toArray(UUID[]::new)));
  }

  static Future<List<Bill>> of(SqlClient tx, Collection<UUID> candidates) {
    return tx.preparedQuery("SELECT " + COLUMNS + " FROM bill WHERE candidate_id = ANY ($1)")
        .execute(Tuple.of(candidates.toArray(UUID[]::new)))
        .map(rows -> rows.stream().map(BillStore::bill).toList());
  }

  /**
   * Settles open bills. The state is a parameter: the planner would prefer to read the index of all
   * open bills while there are few, and keep to it when there are many.
   */
  static Future<RowSet<Row>> settle(SqlClient tx, List<Bill> settled) {
    return tx.preparedQuery(
            """
            UPDATE bill SET state = 'settled', settled_by = s.reference, settled_at = s.at
            FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS s (id, reference, at)
            WHERE bill.id = s.id AND bill.id = ANY ($1) AND bill.state = $4
            """)
        .execute(
            Tuple.of(
                Columns.of(settled, UUID[]::new, Bill::id),
                Columns.of(settled, String[]::new, bill -> bill.settledBy().orElseThrow()),
                Columns.of(
                    settled,
                    OffsetDateTime[]::new,
                    bill -> bill.settledAt().orElseThrow().atOffset(ZoneOffset.UTC)),
                BillState.OPEN.text()));
  }

  private static Bill bill(Row row) {
    String[] institutions = row.getArrayOfStrings(2);
    Long[] amounts = row.getArrayOfLongs(3);
    List<BillLine> lines =
        IntStream.range(0, amounts.length)
            .mapToObj(i -> new BillLine(institutions[i], new Vnd(amounts[i])))
            .toList();
    return new Bill(
        row.getUUID(0),
        row.getUUID(1),
        lines,
        row.getOffsetDateTime(4).toInstant(),
        BillState.of(row.getString(5)),
        Optional.ofNullable(row.getUUID(6)),
        Optional.ofNullable(row.getString(7)),
        Optional.ofNullable(row.getOffsetDateTime(8)).map(OffsetDateTime::toInstant));
  }
}
