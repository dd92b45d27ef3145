package vn.baodanh.payment.settlement;

import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import vn.baodanh.payment.settlement.FileStore.Committed;

/**
 * What the ledger has of a file's days and no file of the platform has: it waits for the next file.
 * What is on the worklist is not put there again, so this may be done as often as one likes. Every
 * method blocks.
 */
final class MissingThere {
  private MissingThere() {}

  static void write(SqlClient tx, Committed file, Instant now) {
    OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
    tx.query(Findings.IN_SETS).execute().await();
    unlisted(tx, file);
    payments(tx, file, at);
    tx.query("DROP TABLE unlisted").execute().await(); // one transaction may look at many files
    held(tx, file, at);
    released(tx, file, at);
    refunds(tx, file, at);
    ReturnedRefunds.write(tx, file, at);
  }

  private static void unlisted(SqlClient tx, Committed file) {
    Findings.setAside(
        tx,
        "unlisted",
        """
        SELECT a.reference, a.transaction_no FROM attempt a
        WHERE a.platform = $2 AND a.state = 'succeeded' AND a.paid_at >= $3 AND a.paid_at < $4
          AND NOT EXISTS (SELECT FROM settlement_line l WHERE l.file = $1 AND NOT l.refund
            AND l.reference = a.reference AND l.transaction_no = a.transaction_no)
        """,
        Tuple.of(file.number(), file.source(), Findings.begin(file), Findings.end(file)));
  }

  private static void payments(SqlClient tx, Committed file, OffsetDateTime now) {
    tx.preparedQuery(
            """
            WITH late AS (
              SELECT reference, transaction_no FROM unlisted
              UNION
              SELECT e.reference, a.transaction_no FROM ledger_entry e JOIN attempt a USING (reference)
              WHERE e.value_day IS NOT NULL AND e.day BETWEEN $3 AND $4 AND e.cause = 'payment' AND e.debit = 'platform:' || $1),
            unknown AS (
              SELECT u.* FROM late u WHERE NOT EXISTS (
                SELECT FROM settlement_line l JOIN settlement_day s ON s.file = l.file AND s.day = l.day AND s.source = $1
                WHERE l.reference = u.reference AND l.transaction_no = u.transaction_no AND NOT l.refund))
            INSERT INTO difference (at, kind, platform, reference, transaction_no, amount, state, ledger_day, ledger_amount)
            SELECT $2, 'missing-there', $1, u.reference, u.transaction_no, sum(e.amount)::bigint, 'waiting', e.day, sum(e.amount)::bigint
            FROM unknown u JOIN ledger_entry e USING (reference)
            WHERE e.cause = 'payment' AND e.debit = 'platform:' || $1 AND e.day BETWEEN $3 AND $4
              AND NOT EXISTS (SELECT FROM difference d WHERE d.platform = $1 AND d.reference = u.reference
                AND d.transaction_no = u.transaction_no AND d.ledger_day = e.day)
            GROUP BY u.reference, u.transaction_no, e.day ORDER BY u.reference
            """)
        .execute(Tuple.of(file.source(), now, file.from(), file.to()))
        .await();
  }

  /** Suspected money: the platform has it, and lists it when it has looked. */
  private static void held(SqlClient tx, Committed file, OffsetDateTime now) {
    tx.preparedQuery(
            """
            INSERT INTO difference (at, kind, platform, reference, transaction_no, amount, state, ledger_day, ledger_amount, file,
              line, file_day, file_amount)
            SELECT $2, CASE WHEN l.file IS NULL THEN 'missing-there' ELSE 'wrong-day' END, $1, e.reference,
              coalesce(a.transaction_no, ''), e.amount, CASE WHEN l.file IS NULL THEN 'waiting' ELSE 'open' END, e.day, e.amount,
              l.file, l.line, l.day, coalesce(l.amount, 0)
            FROM ledger_entry e JOIN attempt a USING (reference)
            LEFT JOIN LATERAL (
              SELECT o.file, o.line, o.day, o.amount FROM settlement_line o
                JOIN settlement_day s ON s.file = o.file AND s.day = o.day AND s.source = $1
              WHERE o.reference = e.reference AND o.transaction_no = a.transaction_no AND NOT o.refund LIMIT 1) AS l ON true
            WHERE e.cause = 'suspense' AND e.debit = 'platform:' || $1 AND e.day BETWEEN $3 AND $4 AND l.day IS DISTINCT FROM e.day
              AND NOT EXISTS (SELECT FROM difference d WHERE d.platform = $1 AND d.reference = e.reference AND d.ledger_day = e.day
                AND d.ledger_amount = e.amount)
            ORDER BY e.id
            """)
        .execute(Tuple.of(file.source(), now, file.from(), file.to()))
        .await();
  }

  /**
   * Suspected money that was not there after all: two entries that cancel out, perhaps on two days.
   */
  private static void released(SqlClient tx, Committed file, OffsetDateTime now) {
    tx.preparedQuery(
            """
            WITH gone AS (
              SELECT e.reference, e.day, e.amount FROM ledger_entry e
              WHERE e.cause = 'reversal' AND e.credit = 'platform:' || $1 AND e.day BETWEEN $3 AND $4
                AND NOT EXISTS (SELECT FROM difference d WHERE d.platform = $1 AND d.reference = e.reference
                  AND d.kind = 'held-released' AND d.ledger_day = e.day)),
            settled AS (
              UPDATE difference d SET state = 'resolved', decided_by = 'system', decided_at = $2, reason = 'not paid after all'
              FROM gone g WHERE d.platform = $1 AND d.reference = g.reference AND d.kind = 'missing-there'
                AND d.state <> 'resolved')
            INSERT INTO difference (at, kind, platform, reference, transaction_no, amount, state, reason, decided_by, decided_at,
              ledger_day, ledger_amount)
            SELECT $2, 'held-released', $1, reference, '', amount, 'resolved', 'not paid after all', 'system', $2, day, -amount
            FROM gone
            """)
        .execute(Tuple.of(file.source(), now, file.from(), file.to()))
        .await();
  }

  private static void refunds(SqlClient tx, Committed file, OffsetDateTime now) {
    tx.preparedQuery(
            """
            INSERT INTO difference (at, kind, platform, reference, transaction_no, amount, state, ledger_day, ledger_amount)
            SELECT $2, 'missing-there', $1, r.reference, r.request_id, r.amount, 'waiting', min(e.day), -r.amount
            FROM ledger_entry e JOIN refund r ON r.reference = e.reference AND r.amount = e.amount
              AND r.state IN ('refunded', 'returned') AND r.request_id IS NOT NULL
              AND (r.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date = coalesce(e.value_day, e.day)
            WHERE e.cause = 'refund' AND e.credit = 'platform:' || $1 AND e.day BETWEEN $3 AND $4
              AND NOT EXISTS (SELECT FROM settlement_line l JOIN settlement_day s ON s.file = l.file AND s.day = l.day
                  AND s.source = $1
                WHERE l.refund AND l.request_id = r.request_id)
              AND NOT EXISTS (SELECT FROM difference d WHERE d.platform = $1 AND d.reference = r.reference
                AND d.transaction_no = r.request_id)
            GROUP BY r.id
            """)
        .execute(Tuple.of(file.source(), now, file.from(), file.to()))
        .await();
  }
}
