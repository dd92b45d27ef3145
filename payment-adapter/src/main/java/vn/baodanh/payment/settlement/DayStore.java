package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tables of days: what of them agrees, and their closings. */
final class DayStore {
  private DayStore() {}

  static Future<Optional<LocalDate>> lastClosed(SqlClient db) {
    return db.query("SELECT max(day) FROM day_closing")
        .execute()
        .map(rows -> Optional.ofNullable(rows.iterator().next().getLocalDate(0)));
  }

  /** The first day of which the ledger has anything. */
  static Future<Optional<LocalDate>> first(SqlClient db) {
    return db.query("SELECT min(day) FROM ledger_entry")
        .execute()
        .map(rows -> Optional.ofNullable(rows.iterator().next().getLocalDate(0)));
  }

  /**
   * How one platform stands on a day: member by member what ledger and file have; what is on the
   * worklist of each; and what the bank was paid for it.
   */
  static Future<RowSet<Row>> platforms(SqlClient db, LocalDate day, List<String> platforms) {
    return db.preparedQuery(
            """
            SELECT p.platform, f.file IS NOT NULL AS has_file, f.id AS file_id,
              coalesce(l.payments, 0)::bigint AS ledger_payments, coalesce(l.refunds, 0)::bigint AS ledger_refunds,
              coalesce(f.payments, 0)::bigint AS file_payments, coalesce(f.refunds, 0)::bigint AS file_refunds,
              coalesce(f.charges, 0)::bigint AS file_charges, coalesce(f.lines, 0) AS file_lines,
              (SELECT coalesce(sum(ledger_amount), 0)::bigint FROM difference d WHERE d.platform = p.platform AND d.ledger_day = $1)
                AS ledger_listed,
              (SELECT coalesce(sum(file_amount), 0)::bigint FROM difference d WHERE d.platform = p.platform AND d.file_day = $1)
                AS file_listed,
              (SELECT count(*) FROM difference d WHERE d.platform = p.platform AND d.state <> 'resolved'
                AND (d.ledger_day = $1 OR d.file_day = $1)) AS unresolved,
              credit_day($1) AS credit_day, calendar_known($1) AS calendar_known, c.expected, c.credited
            FROM unnest($2::text[]) AS p (platform)
            LEFT JOIN LATERAL (
              SELECT s.file, f.id, d.lines, d.payments, d.refunds, d.charges
              FROM settlement_day s JOIN settlement_file f ON f.number = s.file AND f.state = 'committed'
                JOIN settlement_file_day d ON d.file = s.file AND d.day = s.day
              WHERE s.source = p.platform AND s.day = $1) AS f ON true
            LEFT JOIN LATERAL (
              SELECT sum(CASE WHEN e.cause <> 'return' AND e.debit = 'platform:' || p.platform THEN e.amount
                  WHEN e.cause = 'reversal' AND e.credit = 'platform:' || p.platform THEN -e.amount END) AS payments,
                sum(CASE WHEN e.cause = 'refund' AND e.credit = 'platform:' || p.platform THEN e.amount
                  WHEN e.cause = 'return' AND e.debit = 'platform:' || p.platform THEN -e.amount END) AS refunds
              FROM ledger_entry e WHERE e.day = $1 AND e.cause IN ('payment', 'suspense', 'reversal', 'refund', 'return')) AS l ON true
            LEFT JOIN bank_check c ON c.platform = p.platform AND c.credit_day = credit_day($1)
            ORDER BY p.platform
            """)
        .execute(Tuple.of(day).addValue(platforms.toArray(String[]::new)));
  }

  /**
   * What payments of the day brought each institution through this platform; also what waited in
   * suspense.
   */
  static Future<SortedMap<String, Long>> collected(SqlClient tx, LocalDate day, String platform) {
    return tx.preparedQuery(
            """
            SELECT credit, sum(amount)::bigint FROM ledger_entry e
            WHERE day = $1 AND cause = 'payment' AND credit LIKE 'institution:%' AND (debit = 'platform:' || $2
              OR debit = 'suspense' AND EXISTS (SELECT FROM attempt a WHERE a.reference = e.reference AND a.platform = $2))
            GROUP BY credit
            """)
        .execute(Tuple.of(day, platform))
        .map(rows -> {
          SortedMap<String, Long> collected = new TreeMap<>();
          rows.forEach(row -> collected.put(row.getString(0), row.getLong(1)));
          return collected;
        });
  }

  /** Waits until nobody is adding to the ledger, and lets nobody, until the transaction ends. */
  static Future<?> holdLedger(SqlClient tx) {
    return tx.query("SELECT pg_advisory_xact_lock(7400)").execute();
  }

  /** Closes the day with the balances of all accounts: those before it and what moved on it. */
  static Future<?> close(SqlClient tx, LocalDate day, String by, Instant now) {
    return tx.preparedQuery(
            "INSERT INTO day_closing (day, closed_at, closed_by) VALUES ($1, $2, $3)")
        .execute(Tuple.of(day, now.atOffset(ZoneOffset.UTC), by))
        .compose(closed ->
            tx.preparedQuery(
                    """
                    INSERT INTO day_balance (day, account, opening, debit, credit, closing)
                    SELECT $1, account, coalesce(b.closing, 0), coalesce(m.debit, 0), coalesce(m.credit, 0),
                      coalesce(b.closing, 0) + coalesce(m.debit, 0) - coalesce(m.credit, 0)
                    FROM (SELECT account, closing FROM day_balance
                      WHERE day = (SELECT max(day) FROM day_closing WHERE day < $1)) AS b
                    FULL JOIN (
                      SELECT account, sum(debit)::bigint AS debit, sum(credit)::bigint AS credit FROM (
                        SELECT debit AS account, amount AS debit, 0 AS credit FROM ledger_entry WHERE day = $1
                        UNION ALL SELECT credit, 0, amount FROM ledger_entry WHERE day = $1) AS side
                      GROUP BY account) AS m USING (account)
                    """)
                .execute(Tuple.of(day)));
  }

  static Future<Optional<Row>> closing(SqlClient db, LocalDate day) {
    return db.preparedQuery("SELECT closed_at, closed_by FROM day_closing WHERE day = $1")
        .execute(Tuple.of(day))
        .map(rows -> rows.stream().findFirst());
  }

  /** How the differences of a day stand: kind, state, how many. */
  static Future<RowSet<Row>> differences(SqlClient db, LocalDate day) {
    return db.preparedQuery(
            """
            SELECT kind, state, count(*) AS count FROM difference
            WHERE ledger_day = $1 OR file_day = $1 GROUP BY kind, state ORDER BY kind, state
            """)
        .execute(Tuple.of(day));
  }

  /** Balances of the accounts that are no institution's, and of all institutions together. */
  static Future<RowSet<Row>> balances(SqlClient db, LocalDate day) {
    return db.preparedQuery(
            """
            SELECT CASE WHEN account LIKE 'institution:%' THEN 'institutions' ELSE account END AS account,
              sum(opening)::bigint AS opening, sum(debit)::bigint AS debit, sum(credit)::bigint AS credit,
              sum(closing)::bigint AS closing
            FROM day_balance WHERE day = $1 GROUP BY 1 ORDER BY 1
            """)
        .execute(Tuple.of(day));
  }

  /** What was booked later and belongs to this day. */
  static Future<RowSet<Row>> corrections(SqlClient db, LocalDate day) {
    return db.preparedQuery(
            """
            SELECT id, at, day, value_day, cause, debit, credit, amount, reference FROM ledger_entry
            WHERE value_day = $1 AND day > $1 ORDER BY id LIMIT 100
            """)
        .execute(Tuple.of(day));
  }

  /** Days from one to another, newest first: whether they are closed, and what they came to. */
  static Future<RowSet<Row>> list(SqlClient db, LocalDate from, LocalDate to) {
    return db.preparedQuery(
            """
            SELECT d::date AS day, c.closed_at, c.closed_by, coalesce(l.payments, 0)::bigint AS payments,
              coalesce(l.refunds, 0)::bigint AS refunds,
              (SELECT count(*) FROM settlement_day s WHERE s.day = d::date AND s.source <> 'bank') AS files,
              (SELECT count(*) FROM difference x WHERE (x.ledger_day = d::date OR x.file_day = d::date)) AS differences,
              (SELECT count(*) FROM difference x WHERE (x.ledger_day = d::date OR x.file_day = d::date)
                AND x.state <> 'resolved') AS unresolved
            FROM generate_series($1::date, $2::date, interval '1 day') AS d
            LEFT JOIN day_closing c ON c.day = d::date
            LEFT JOIN LATERAL (
              SELECT sum(amount) FILTER (WHERE debit LIKE 'platform:%' AND cause IN ('payment', 'suspense')) AS payments,
                sum(CASE cause WHEN 'refund' THEN amount WHEN 'return' THEN -amount END) AS refunds
              FROM ledger_entry e WHERE e.day = d::date) AS l ON true
            ORDER BY d DESC
            """)
        .execute(Tuple.of(from, to));
  }
}
