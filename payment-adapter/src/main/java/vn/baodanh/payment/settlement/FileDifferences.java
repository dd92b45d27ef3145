package vn.baodanh.payment.settlement;

import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import vn.baodanh.payment.settlement.FileStore.Committed;

/**
 * Puts what was found in a platform's file onto the worklist, each with what the ledger has of it
 * and what the file has, so that what is on no list must be the same on both sides. After the
 * findings were taken to the one transition. Every method blocks.
 */
final class FileDifferences {
  private FileDifferences() {}

  static void write(SqlClient tx, Committed file, Instant now) {
    OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
    foundAfterAll(tx, file);
    inSuspense(tx, file);
    unlike(tx, file, at);
    refundsUnlike(tx, file, at);
    MissingThere.write(tx, file, now);
    makeFinal(tx, file);
  }

  /**
   * What an earlier file lacked is in this one: the platform counts it to another day. What
   * somebody proposed for it meanwhile is no longer about what it is.
   */
  private static void foundAfterAll(SqlClient tx, Committed file) {
    tx.preparedQuery(
            """
            UPDATE difference d SET kind = 'wrong-day', state = 'open', file = l.file, line = l.line, file_day = l.day,
              file_amount = CASE WHEN l.refund THEN -l.amount ELSE l.amount END,
              resolution = NULL, institution = NULL, reason = NULL, proposed_by = NULL, proposed_at = NULL
            FROM settlement_line l
            WHERE l.file = $1 AND d.platform = $2 AND d.kind = 'missing-there' AND d.state IN ('waiting', 'open', 'proposed')
              AND l.reference = d.reference AND CASE WHEN l.refund THEN l.request_id ELSE l.transaction_no END = d.transaction_no
              AND NOT EXISTS (
                SELECT FROM settlement_finding f WHERE f.file = $1 AND f.line = l.line AND f.kind = 'repeated-line')
            """)
        .execute(Tuple.of(file.number(), file.source()))
        .await();
  }

  private static void inSuspense(SqlClient tx, Committed file) {
    tx.preparedQuery(
            """
            UPDATE difference d SET file = f.file, line = f.line, file_day = f.day, file_amount = f.amount
            FROM settlement_finding f
            WHERE f.file = $1 AND f.kind IN ('unknown-reference', 'other-amount', 'second-transaction')
              AND d.platform = $2 AND d.reference = f.reference AND d.transaction_no = f.transaction_no AND d.file IS NULL
              AND d.kind IN ('unknown-reference', 'other-amount', 'second-transaction')
            """)
        .execute(Tuple.of(file.number(), file.source()))
        .await();
  }

  /**
   * A success that was found is settled by that; a day, a charge, a repetition, or another amount
   * of what we know waits for people.
   */
  private static void unlike(SqlClient tx, Committed file, OffsetDateTime now) {
    tx.preparedQuery(
            """
            INSERT INTO difference (at, kind, platform, reference, transaction_no, amount, expected, state, reason, decided_by,
              decided_at, file, line, ledger_day, ledger_amount, file_day, file_amount)
            SELECT $3::timestamptz, c.kind, $2, c.reference, c.transaction_no, greatest(c.amount, 1), c.expected,
              CASE WHEN c.done THEN 'resolved' ELSE 'open' END, CASE WHEN c.done THEN 'recorded from the file' END,
              CASE WHEN c.done THEN 'system' END, CASE WHEN c.done THEN $3 END, c.file, c.line,
              CASE WHEN c.kind IN ('state', 'wrong-day', 'paid-amount') THEN e.day END,
              CASE WHEN c.kind IN ('state', 'wrong-day', 'paid-amount') THEN coalesce(e.amount, 0) ELSE 0 END,
              CASE WHEN c.kind <> 'charge' THEN c.day END,
              CASE WHEN c.kind = 'charge' THEN 0 WHEN c.refund THEN -c.amount ELSE c.amount END
            FROM (
              SELECT f.*, f.kind = 'state' AND EXISTS (
                  SELECT FROM attempt a WHERE a.reference = f.reference AND a.platform = $2 AND a.state = 'succeeded'
                    AND a.transaction_no = f.transaction_no) AS done
              FROM (SELECT file, line, refund, reference, transaction_no, amount, expected, day,
                  CASE WHEN kind = 'wrong-day' AND EXISTS (
                      SELECT FROM settlement_line o JOIN settlement_day s ON s.file = o.file AND s.day = o.day AND s.source = $2
                      WHERE o.reference = g.reference AND o.transaction_no = g.transaction_no AND NOT o.refund AND o.file <> $1)
                    THEN 'repeated-line' ELSE kind END AS kind
                FROM settlement_finding g
                WHERE g.file = $1 AND (g.kind IN ('state', 'charge', 'repeated-line', 'paid-amount') OR g.kind = 'wrong-day' AND NOT g.refund)) AS f
            ) AS c
            LEFT JOIN LATERAL (
              SELECT min(l.day) AS day, sum(l.amount)::bigint AS amount FROM ledger_entry l
              WHERE l.reference = c.reference AND l.debit = 'platform:' || $2 AND l.cause = 'payment') AS e ON true
            WHERE c.kind = 'charge' OR NOT EXISTS (
              SELECT FROM difference d WHERE d.file = c.file AND d.line = c.line AND d.kind <> 'charge')
            ORDER BY c.line
            """)
        .execute(Tuple.of(file.number(), file.source(), now))
        .await();
  }

  private static void refundsUnlike(SqlClient tx, Committed file, OffsetDateTime now) {
    tx.preparedQuery(
            """
            INSERT INTO difference (at, kind, platform, reference, transaction_no, amount, expected, state, reason, decided_by,
              decided_at, file, line, ledger_day, ledger_amount, file_day, file_amount)
            SELECT $3::timestamptz, f.kind, $2, f.reference, f.request_id, f.amount, f.expected,
              CASE WHEN done THEN 'resolved' ELSE 'open' END, CASE WHEN done THEN 'recorded from the file' END,
              CASE WHEN done THEN 'system' END, CASE WHEN done THEN $3 END, f.file, f.line,
              CASE WHEN f.kind <> 'unknown-refund' THEN f.refunded_on END,
              CASE WHEN f.kind <> 'unknown-refund' AND f.refunded_on IS NOT NULL THEN -f.expected ELSE 0 END, f.day, -f.amount
            FROM (
              SELECT g.*, g.kind = 'refund-state' AND coalesce(r.state, '') IN ('refunded', 'returned') AS done,
                CASE WHEN r.state IN ('refunded', 'returned') THEN (
                  SELECT min(e.day) FROM ledger_entry e WHERE e.reference = g.reference AND e.cause = 'refund' AND e.amount = r.amount
                    AND coalesce(e.value_day, e.day) = (r.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) END AS refunded_on
              FROM settlement_finding g LEFT JOIN refund r ON r.request_id = g.request_id
              WHERE g.file = $1 AND g.refund AND g.kind <> 'repeated-line') AS f
            WHERE NOT EXISTS (SELECT FROM difference d WHERE d.file = f.file AND d.line = f.line)
            ORDER BY f.line
            """)
        .execute(Tuple.of(file.number(), file.source(), now))
        .await();
  }

  /** The file after theirs has come: what was missing in it is missing. */
  private static void makeFinal(SqlClient tx, Committed file) {
    tx.preparedQuery(
            """
            UPDATE difference SET state = 'open'
            WHERE platform = $1 AND kind = 'missing-there' AND state = 'waiting' AND ledger_day < $2
            """)
        .execute(Tuple.of(file.source(), file.from()))
        .await();
  }
}
