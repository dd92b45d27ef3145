package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.registration.filing.Vnd;

/** The table of bills. */
final class BillStore {
  private static final String COLUMNS =
      """
      id, candidate_id, number, reference, list_candidate_id, list_partition, list_seq, list_order_us, filing_id, rules_version,
      fee, preferences, supersedes, created_at, to_tell, state, paid_at, platform, payment_reference, institutions, amounts\
      """;

  private BillStore() {}

  /** All of a person, in the order in which they were made. */
  static Future<List<Bill>> of(SqlClient db, UUID[] person) {
    return of(db, person, "");
  }

  /** {@link #of}; nothing becomes of them until the transaction ends. */
  static Future<List<Bill>> lock(SqlClient tx, UUID[] person) {
    return of(tx, person, " FOR NO KEY UPDATE");
  }

  private static Future<List<Bill>> of(SqlClient db, UUID[] person, String lock) {
    return db.preparedQuery(
            "SELECT "
                + COLUMNS
                + " FROM bill WHERE candidate_id = ANY ($1) ORDER BY created_at, number"
                + lock)
        .execute(Tuple.of(person))
        .map(rows -> rows.stream().map(BillStore::bill).toList());
  }

  static Future<Optional<Bill>> find(SqlClient db, UUID id) {
    return db.preparedQuery("SELECT " + COLUMNS + " FROM bill WHERE id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(BillStore::bill));
  }

  /**
   * What the adapter has not confirmed, the oldest first; whoever asked for the newest is telling
   * it just now.
   */
  static Future<List<Bill>> toTell(SqlClient db, int limit) {
    return db.preparedQuery(
            "SELECT "
                + COLUMNS
                + " FROM bill WHERE to_tell AND created_at < now() - interval '2 seconds'"
                + " ORDER BY created_at, number LIMIT $1")
        .execute(Tuple.of(limit))
        .map(rows -> rows.stream().map(BillStore::bill).toList());
  }

  /** Adds bills; those in whose place they come give way first, since a candidate has one open. */
  static Future<Void> add(SqlClient tx, List<Bill> bills) {
    if (bills.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.preparedQuery(
            "UPDATE bill SET state = 'replaced' WHERE id = ANY ($1) AND state = 'open'")
        .execute(
            Tuple.of(
                bills.stream().flatMap(bill -> bill.supersedes().stream()).toArray(UUID[]::new)))
        .compose(replaced ->
            tx.preparedQuery(
                    "INSERT INTO bill ("
                        + COLUMNS
                        + ", amount) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,"
                        + " $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)")
                .executeBatch(bills.stream().map(BillStore::row).toList()))
        .mapEmpty();
  }

  static Future<Void> told(SqlClient db, Bill bill) {
    return db.preparedQuery("UPDATE bill SET to_tell = false WHERE id = $1 AND to_tell")
        .execute(Tuple.of(bill.id()))
        .mapEmpty();
  }

  private static Tuple row(Bill bill) {
    ListOnFile list = bill.list();
    Optional<Bill.Payment> payment = bill.payment();
    Tuple row =
        Tuple.of(bill.id(), bill.candidate(), bill.number(), bill.reference())
            .addValue(list.candidate())
            .addValue((short) list.partition())
            .addValue(list.seq())
            .addValue(list.orderUs())
            .addValue(list.filing())
            .addValue(bill.rulesVersion())
            .addValue(bill.fee().amount())
            .addValue(bill.preferences())
            .addValue(bill.supersedes().orElse(null))
            .addValue(bill.createdAt().atOffset(ZoneOffset.UTC))
            .addValue(bill.toTell())
            .addValue(bill.state().text())
            .addValue(payment.map(paid -> paid.at().atOffset(ZoneOffset.UTC)).orElse(null))
            .addValue(payment.flatMap(Bill.Payment::platform).orElse(null))
            .addValue(payment.flatMap(Bill.Payment::reference).orElse(null));
    return LineColumns.add(row, bill.lines());
  }

  private static Bill bill(Row row) {
    return new Bill(
        row.getUUID(0),
        row.getUUID(1),
        row.getInteger(2),
        row.getString(3),
        new ListOnFile(
            row.getUUID(4), row.getShort(5), row.getLong(6), row.getLong(7), row.getUUID(8)),
        row.getString(9),
        new Vnd(row.getLong(10)),
        row.getInteger(11),
        LineColumns.of(row, 19),
        Optional.ofNullable(row.getUUID(12)),
        row.getOffsetDateTime(13).toInstant(),
        row.getBoolean(14),
        BillState.of(row.getString(15)),
        Optional.ofNullable(row.getOffsetDateTime(16))
            .map(OffsetDateTime::toInstant)
            .map(at ->
                new Bill.Payment(
                    at,
                    Optional.ofNullable(row.getString(17)),
                    Optional.ofNullable(row.getString(18)))));
  }
}
