package vn.baodanh.payment.settlement;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.settlement.FileStore.Committed;

/**
 * Compares the lines of a platform's file to attempts and refunds, by reference, amount and pay
 * date, and writes down those that do not agree: in sets, in the database. Lines that repeat others
 * were written down when the file was read. Every method blocks.
 */
final class Findings {
  /**
   * A million references of a file against a million of ours, in memory. Other statements of this
   * service read by index only.
   */
  static final String IN_SETS = "SET LOCAL work_mem = '256MB'; SET LOCAL enable_seqscan = on";

  private Findings() {}

  static void write(SqlClient tx, Committed file) {
    tx.query(IN_SETS).execute().await();
    Tariff tariff = tariff(tx, file);
    doubtful(tx, file, tariff);
    payments(tx, file);
    charges(tx, tariff);
    tx.query("DROP TABLE doubtful").execute().await();
    refunds(tx, file);
  }

  /** What a platform takes from each payment; null if that is not agreed. */
  private record Tariff(@Nullable Long fixed, @Nullable Integer basisPoints) {}

  private static Tariff tariff(SqlClient tx, Committed file) {
    return tx
        .preparedQuery(
            """
            SELECT fixed, basis_points FROM tariff WHERE platform = $1 AND since <= $2 ORDER BY since DESC LIMIT 1
            """)
        .execute(Tuple.of(file.source(), file.from()))
        .await()
        .stream()
        .map(row -> new Tariff(row.getLong(0), row.getInteger(1)))
        .findFirst()
        .orElse(new Tariff(null, null));
  }

  /** What does not agree at first sight: nearly all lines do, with attempts of the same days. */
  private static void doubtful(SqlClient tx, Committed file, Tariff tariff) {
    setAside(
        tx,
        "doubtful",
        """
        SELECT l.file, l.line, l.reference, l.transaction_no, l.paid_at, l.day, l.amount, l.charge
        FROM settlement_line l
        LEFT JOIN (
          SELECT reference, transaction_no, amount, paid_at FROM attempt
          WHERE platform = $2 AND state = 'succeeded' AND paid_at >= $3 AND paid_at < $4) AS a
          ON a.reference = l.reference AND a.transaction_no = l.transaction_no AND a.amount = l.amount
            AND a.paid_at = l.paid_at
        WHERE l.file = $1 AND NOT l.refund AND (a.reference IS NULL OR l.charge <> $5::bigint + (l.amount * $6::integer + 5000) / 10000)
        """,
        Tuple.of(file.number(), file.source(), begin(file), end(file))
            .addValue(tariff.fixed())
            .addValue(tariff.basisPoints()));
  }

  /**
   * Sets rows aside in a table that the transaction must drop. A table made this way is filled by
   * as many processes as the database has; {@code INSERT} is one. The file has no statistics yet:
   * without sets, each line would be looked up by itself.
   */
  static void setAside(SqlClient tx, String table, String select, Tuple parameters) {
    tx.query("SET LOCAL enable_nestloop = off").execute().await();
    tx.preparedQuery("CREATE TEMPORARY TABLE " + table + " AS " + select)
        .execute(parameters)
        .await();
    tx.query("RESET enable_nestloop; ANALYZE " + table).execute().await();
  }

  private static void payments(SqlClient tx, Committed file) {
    tx.preparedQuery(
            """
            INSERT INTO settlement_finding
              (file, line, kind, refund, reference, transaction_no, request_id, paid_at, day, amount, expected)
            SELECT l.file, l.line, CASE
                WHEN a.reference IS NULL THEN 'unknown-reference'
                WHEN a.amount <> l.amount AND a.state = 'succeeded' AND a.transaction_no = l.transaction_no THEN 'paid-amount'
                WHEN a.amount <> l.amount THEN 'other-amount'
                WHEN a.state = 'succeeded' AND a.transaction_no <> l.transaction_no THEN 'second-transaction'
                WHEN a.state <> 'succeeded' THEN 'state'
                ELSE 'wrong-day' END,
              false, l.reference, l.transaction_no, '', l.paid_at, l.day, l.amount, a.amount
            FROM doubtful l LEFT JOIN attempt a ON a.reference = l.reference AND a.platform = $2
            WHERE (a.state IS DISTINCT FROM 'succeeded' OR a.amount <> l.amount OR a.transaction_no <> l.transaction_no
                OR l.paid_at < $3 OR l.paid_at >= $4
                OR a.paid_at <> l.paid_at AND (a.paid_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <> l.day)
              AND NOT EXISTS (SELECT FROM settlement_finding f WHERE f.file = $1 AND f.line = l.line)
            """)
        .execute(Tuple.of(file.number(), file.source(), begin(file), end(file)))
        .await();
  }

  private static void charges(SqlClient tx, Tariff tariff) {
    tx.preparedQuery(
            """
            INSERT INTO settlement_finding
              (file, line, kind, refund, reference, transaction_no, request_id, paid_at, day, amount, expected)
            SELECT file, line, 'charge', false, reference, transaction_no, '', paid_at, day, charge,
              $1::bigint + (amount * $2::integer + 5000) / 10000
            FROM doubtful WHERE charge <> $1::bigint + (amount * $2::integer + 5000) / 10000
            """)
        .execute(Tuple.of(tariff.fixed(), tariff.basisPoints()))
        .await();
  }

  private static void refunds(SqlClient tx, Committed file) {
    tx.preparedQuery(
            """
            INSERT INTO settlement_finding
              (file, line, kind, refund, reference, transaction_no, request_id, paid_at, day, amount, expected)
            SELECT l.file, l.line, CASE
                WHEN r.id IS NULL OR r.reference <> l.reference THEN 'unknown-refund'
                WHEN r.amount <> l.amount THEN 'refund-amount'
                WHEN r.state NOT IN ('refunded', 'returned') THEN 'refund-state'
                ELSE 'wrong-day' END,
              true, l.reference, l.transaction_no, l.request_id, l.paid_at, l.day, l.amount, r.amount
            FROM settlement_line l LEFT JOIN refund r ON r.request_id = l.request_id
            WHERE l.file = $1 AND l.refund
              AND (r.state IS NULL OR r.reference <> l.reference OR r.amount <> l.amount
                OR r.state NOT IN ('refunded', 'returned')
                OR (r.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <> l.day)
              AND NOT EXISTS (SELECT FROM settlement_finding f WHERE f.file = $1 AND f.line = l.line)
            """)
        .execute(Tuple.of(file.number()))
        .await();
  }

  /**
   * The next payments that are to be taken to the one transition, in the order of their lines.
   *
   * @param after the line of the last one, at first 0
   */
  static List<Row> unrecorded(SqlClient db, long file, int after, int limit) {
    return rows(
        db,
        """
        SELECT line, reference, transaction_no, amount, paid_at FROM settlement_finding
        WHERE file = $1 AND line > $2 AND kind IN ('unknown-reference', 'other-amount', 'second-transaction', 'state')
        ORDER BY line LIMIT $3
        """,
        Tuple.of(file, after, limit));
  }

  /** The next refunds that the platform has done, and we do not know. */
  static List<Row> unrecordedRefunds(SqlClient db, long file, int after, int limit) {
    return rows(
        db,
        """
        SELECT line, request_id, amount, paid_at FROM settlement_finding
        WHERE file = $1 AND line > $2 AND kind = 'refund-state' ORDER BY line LIMIT $3
        """,
        Tuple.of(file, after, limit));
  }

  private static List<Row> rows(SqlClient db, String sql, Tuple parameters) {
    RowSet<Row> rows = db.preparedQuery(sql).execute(parameters).await();
    return rows.stream().toList();
  }

  static OffsetDateTime begin(Committed file) {
    return file.from().atStartOfDay(Entry.ZONE).toOffsetDateTime();
  }

  static OffsetDateTime end(Committed file) {
    return file.to().plusDays(1).atStartOfDay(Entry.ZONE).toOffsetDateTime();
  }
}
