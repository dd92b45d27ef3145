package vn.baodanh.payment.ledger;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.baodanh.payment.http.RowJson;
import vn.baodanh.payment.work.Columns;

/**
 * The ledger: entries are added and never changed. What belongs to a day that is closed is booked
 * on the first open one, and says to which it belongs: a dated correction.
 */
public final class Ledger {
  private Ledger() {}

  /** Adds entries, in this order. */
  public static Future<?> add(SqlClient tx, List<Entry> entries, Instant now) {
    return tx.preparedQuery(
            """
            INSERT INTO ledger_entry (at, day, value_day, cause, debit, credit, amount, reference)
            SELECT $1, greatest(e.day, first.day), CASE WHEN e.day < first.day THEN e.day END, e.cause, e.debit, e.credit,
              e.amount, e.reference
            FROM (SELECT max(day) + 1 AS day FROM day_closing) AS first,
              unnest($2::date[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[])
                AS e (day, cause, debit, credit, amount, reference)
            """)
        .execute(
            Tuple.of(now.atOffset(ZoneOffset.UTC))
                .addValue(Columns.of(entries, LocalDate[]::new, Entry::day))
                .addValue(
                    Columns.of(
                        entries, String[]::new, e -> e.cause().name().toLowerCase(Locale.ROOT)))
                .addValue(Columns.of(entries, String[]::new, Entry::debit))
                .addValue(Columns.of(entries, String[]::new, Entry::credit))
                .addValue(Columns.of(entries, Long[]::new, e -> e.amount().amount()))
                .addValue(Columns.of(entries, String[]::new, Entry::reference)));
  }

  /**
   * Adds one entry of our account at the bank, or of an amount that no payment has: sums of days.
   *
   * @param amount đồng, above 0
   */
  public static Future<?> addOfDay(
      SqlClient tx,
      Entry.Cause cause,
      String debit,
      String credit,
      long amount,
      LocalDate day,
      String reference,
      Instant now) {
    return tx.preparedQuery(
            """
            INSERT INTO ledger_entry (at, day, value_day, cause, debit, credit, amount, reference)
            VALUES ($1, open_day($2), nullif($2, open_day($2)), $3, $4, $5, $6, $7)
            """)
        .execute(
            Tuple.of(now.atOffset(ZoneOffset.UTC), day)
                .addValue(cause.name().toLowerCase(Locale.ROOT))
                .addValue(debit)
                .addValue(credit)
                .addValue(amount)
                .addValue(reference));
  }

  /**
   * Adds what two people decided, today; of a day that is closed it is a dated correction.
   *
   * @param amount đồng, above 0
   * @param of the day to which it belongs, if it is of one
   */
  public static Future<?> correct(
      SqlClient tx,
      String debit,
      String credit,
      long amount,
      LocalDate today,
      Optional<LocalDate> of,
      String reference,
      Instant now) {
    return tx.preparedQuery(
            """
            INSERT INTO ledger_entry (at, day, value_day, cause, debit, credit, amount, reference)
            VALUES ($1, open_day($2), CASE WHEN $3::date < open_day($3) THEN $3 ELSE nullif($2, open_day($2)) END, 'correction', $4, $5,
              $6, $7)
            """)
        .execute(
            Tuple.of(now.atOffset(ZoneOffset.UTC), today)
                .addValue(of.orElse(null))
                .addValue(debit)
                .addValue(credit)
                .addValue(amount)
                .addValue(reference));
  }

  /** What was booked of a payment, or of whatever has this reference; at most 200 entries. */
  public static Future<JsonArray> ofReference(SqlClient db, String reference) {
    return db.preparedQuery(
            """
            SELECT id, at, day, value_day, cause, debit, credit, amount, reference FROM ledger_entry
            WHERE reference = $1 ORDER BY id LIMIT 200
            """)
        .execute(Tuple.of(reference))
        .map(RowJson::of);
  }

  /** Whether a day takes no more entries. */
  public static Future<Boolean> isClosed(SqlClient db, LocalDate day) {
    return db.preparedQuery("SELECT EXISTS (SELECT FROM day_closing WHERE day = $1)")
        .execute(Tuple.of(day))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  /** What is owed to an account: what it was given less what was taken from it. */
  public static Future<Long> owed(SqlClient db, String account) {
    return db.preparedQuery(
            """
            SELECT (coalesce((SELECT -closing FROM day_balance WHERE account = $1 AND day = c.day), 0)
              + coalesce((SELECT sum(amount) FROM ledger_entry WHERE credit = $1 AND (c.day IS NULL OR day > c.day)), 0)
              - coalesce((SELECT sum(amount) FROM ledger_entry WHERE debit = $1 AND (c.day IS NULL OR day > c.day)), 0))::bigint
            FROM (SELECT max(day) AS day FROM day_closing) AS c
            """)
        .execute(Tuple.of(account))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /**
   * For each institution: opening, collected, charge, refunds, corrections, paid out and closing,
   * in this order, above 0 where it is in the institution's favour.
   */
  public static Future<RowSet<Row>> statements(SqlClient db, LocalDate from, LocalDate to) {
    return db.preparedQuery(
            """
            SELECT substr(account, 13) AS institution,
              coalesce(sum(amount) FILTER (WHERE day < $1), 0)::bigint AS opening,
              coalesce(sum(amount) FILTER (WHERE day >= $1 AND cause = 'payment'), 0)::bigint AS collected,
              coalesce(sum(amount) FILTER (WHERE day >= $1 AND cause = 'charge'), 0)::bigint AS charge,
              coalesce(sum(amount) FILTER (WHERE day >= $1 AND cause IN ('release', 'reversal')), 0)::bigint AS refunds,
              coalesce(sum(amount) FILTER (WHERE day >= $1 AND cause = 'correction'), 0)::bigint AS corrections,
              coalesce(sum(amount) FILTER (WHERE day >= $1 AND cause = 'payout'), 0)::bigint AS paid_out,
              sum(amount)::bigint AS closing
            FROM (
              SELECT credit AS account, day, cause, amount FROM ledger_entry WHERE day <= $2 AND credit LIKE 'institution:%'
              UNION ALL
              SELECT debit, day, cause, -amount FROM ledger_entry WHERE day <= $2 AND debit LIKE 'institution:%') AS side
            GROUP BY account ORDER BY account COLLATE "C"
            """)
        .execute(Tuple.of(from, to));
  }
}
