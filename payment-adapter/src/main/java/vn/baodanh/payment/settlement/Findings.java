package vn.baodanh.payment.settlement;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.settlement.FileStore.Committed;

/**
 * Compares the lines of a platform's file to attempts and refunds, by reference, amount and pay
 * date, and writes down those that do not agree: in sets, in the database. Every method blocks.
 */
final class Findings {
  /**
   * Memory of the database for one step: a million references of a file against a million of ours.
   */
  private static final String WORK_MEMORY = "SET LOCAL work_mem = '256MB'";

  /**
   * Other statements of this service read by index only. And a file has no statistics yet: each of
   * its lines would be looked up by itself.
   */
  private static final String IN_SETS =
      "SET LOCAL enable_seqscan = on; SET LOCAL enable_nestloop = off";

  private Findings() {}

  static void write(SqlClient tx, Committed file) {
    tx.query(WORK_MEMORY).execute().await();
    tx.query(IN_SETS).execute().await();
    repeated(tx, file);
    payments(tx, file);
    charges(tx, file);
    refunds(tx, file);
    tx.query("RESET enable_nestloop").execute().await();
  }

  private static void repeated(SqlClient tx, Committed file) {
    tx.preparedQuery(
            """
            INSERT INTO settlement_finding (file, line, kind, refund, reference, transaction_no, request_id, paid_at, day, amount)
            SELECT l.file, l.line, 'repeated-line', l.refund, l.reference, l.transaction_no, l.request_id, l.paid_at, l.day, l.amount
            FROM settlement_line l JOIN (
              SELECT refund, transaction_no, request_id, min(line) AS first FROM settlement_line WHERE file = $1
              GROUP BY refund, transaction_no, request_id HAVING count(*) > 1) AS r USING (refund, transaction_no, request_id)
            WHERE l.file = $1 AND l.line > r.first
            """)
        .execute(Tuple.of(file.number()))
        .await();
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
            FROM settlement_line l LEFT JOIN attempt a ON a.reference = l.reference AND a.platform = $2
            WHERE l.file = $1 AND NOT l.refund
              AND (a.state IS DISTINCT FROM 'succeeded' OR a.amount <> l.amount OR a.transaction_no <> l.transaction_no
                OR l.paid_at < $3 OR l.paid_at >= $4
                OR a.paid_at <> l.paid_at AND (a.paid_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date <> l.day)
              AND NOT EXISTS (SELECT FROM settlement_finding f WHERE f.file = $1 AND f.line = l.line)
            """)
        .execute(Tuple.of(file.number(), file.source(), begin(file), end(file)))
        .await();
  }

  private static void charges(SqlClient tx, Committed file) {
    tx.preparedQuery(
            """
            WITH agreed AS (
              SELECT fixed, basis_points FROM tariff WHERE platform = $2 AND since <= $3 ORDER BY since DESC LIMIT 1)
            INSERT INTO settlement_finding
              (file, line, kind, refund, reference, transaction_no, request_id, paid_at, day, amount, expected)
            SELECT l.file, l.line, 'charge', false, l.reference, l.transaction_no, '', l.paid_at, l.day, l.charge,
              fixed + (l.amount * basis_points + 5000) / 10000
            FROM settlement_line l CROSS JOIN agreed
            WHERE l.file = $1 AND NOT l.refund AND l.charge <> fixed + (l.amount * basis_points + 5000) / 10000
            """)
        .execute(Tuple.of(file.number(), file.source(), file.from()))
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

  /** Payments that are to be taken to the one transition, in the order of their lines. */
  static List<Row> unrecorded(SqlClient db, long file) {
    return rows(
        db,
        """
        SELECT reference, transaction_no, amount, paid_at FROM settlement_finding
        WHERE file = $1 AND kind IN ('unknown-reference', 'other-amount', 'second-transaction', 'state') ORDER BY line
        """,
        file);
  }

  /** Refunds that the platform has done, and we do not know. */
  static List<Row> unrecordedRefunds(SqlClient db, long file) {
    return rows(
        db,
        """
        SELECT request_id, amount, paid_at FROM settlement_finding WHERE file = $1 AND kind = 'refund-state' ORDER BY line
        """,
        file);
  }

  private static List<Row> rows(SqlClient db, String sql, long file) {
    RowSet<Row> rows = db.preparedQuery(sql).execute(Tuple.of(file)).await();
    return rows.stream().toList();
  }

  static OffsetDateTime begin(Committed file) {
    return file.from().atStartOfDay(Entry.ZONE).toOffsetDateTime();
  }

  static OffsetDateTime end(Committed file) {
    return file.to().plusDays(1).atStartOfDay(Entry.ZONE).toOffsetDateTime();
  }
}
