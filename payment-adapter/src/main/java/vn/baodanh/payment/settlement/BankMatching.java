package vn.baodanh.payment.settlement;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.baodanh.payment.ledger.Account;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.ledger.Ledger;
import vn.baodanh.payment.payout.Payouts;

/**
 * Books what a bank's statement says, each entry once: what a platform paid in (its text names the
 * platform), payouts that left (their text names the payout), and the rest into suspense. Then
 * compares what a platform paid in until a day on which banks work, since the one before it, to
 * what its files say it owes for the days that are paid together on that day. Blocks.
 */
final class BankMatching {
  private static final Pattern PAYOUT = Pattern.compile("\\bPAYOUT[ -]?([0-9]{1,15})\\b");
  private static final int MOST_AT_ONCE = 20_000;

  private final Collection<String> platforms;

  BankMatching(Collection<String> platforms) {
    this.platforms = List.copyOf(platforms);
  }

  private record Line(
      long file,
      int number,
      LocalDate day,
      boolean credit,
      long amount,
      String reference,
      String text) {}

  /** Waits until nobody else matches or changes when banks pay, until the transaction ends. */
  static void hold(SqlClient tx) {
    tx.query("SELECT pg_advisory_xact_lock(7401)").execute().await();
  }

  void match(SqlClient tx, Instant now) {
    hold(tx);
    for (Line line : unbooked(tx)) {
      book(tx, line, now);
    }
    compare(tx, now);
  }

  private static List<Line> unbooked(SqlClient tx) {
    return tx
        .preparedQuery(
            """
            SELECT l.file, l.line, l.day, l.credit, l.amount, l.reference, l.text
            FROM bank_line l JOIN settlement_day s ON s.source = 'bank' AND s.file = l.file AND s.day = l.day
            WHERE l.purpose IS NULL ORDER BY l.file, l.line LIMIT $1
            """)
        .execute(Tuple.of(MOST_AT_ONCE))
        .await()
        .stream()
        .map(row ->
            new Line(
                row.getLong(0),
                row.getInteger(1),
                row.getLocalDate(2),
                row.getBoolean(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6)))
        .toList();
  }

  private void book(SqlClient tx, Line line, Instant now) {
    String text = line.text().toUpperCase(Locale.ROOT);
    Optional<String> platform =
        platforms.stream()
            .filter(name -> text.contains(name.toUpperCase(Locale.ROOT)))
            .findFirst()
            .filter(any -> line.credit())
            .filter(name -> isToBeCompared(tx, name, line.day()));
    Matcher payout = PAYOUT.matcher(text);
    if (platform.isPresent()) {
      String name = platform.get();
      purpose(tx, line, "settlement:" + name);
      add(tx, line, Entry.Cause.SETTLEMENT, Account.BANK, Account.platform(name), now);
    } else if (!line.credit()
        && payout.find()
        && Payouts.paid(tx, Long.parseLong(payout.group(1)), line.amount(), now).await()) {
      purpose(tx, line, "payout:" + payout.group(1));
      add(tx, line, Entry.Cause.BANK, Account.PAYOUTS, Account.BANK, now);
    } else {
      purpose(tx, line, "unknown");
      if (line.credit()) {
        add(tx, line, Entry.Cause.BANK, Account.BANK, Account.SUSPENSE, now);
      } else {
        add(tx, line, Entry.Cause.BANK, Account.SUSPENSE, Account.BANK, now);
      }
      listUnknown(tx, line, now);
    }
  }

  /** What comes after its days were compared is compared with nothing: people must look at it. */
  private static boolean isToBeCompared(SqlClient tx, String platform, LocalDate day) {
    return tx.preparedQuery(
                "SELECT 1 FROM bank_check WHERE platform = $1 AND credit_day = credit_day($2::date"
                    + " - 1)")
            .execute(Tuple.of(platform, day))
            .await()
            .size()
        == 0;
  }

  private static void purpose(SqlClient tx, Line line, String purpose) {
    tx.preparedQuery("UPDATE bank_line SET purpose = $3 WHERE file = $1 AND line = $2")
        .execute(Tuple.of(line.file(), line.number(), purpose))
        .await();
  }

  private static void add(
      SqlClient tx, Line line, Entry.Cause cause, String debit, String credit, Instant now) {
    Ledger.addOfDay(tx, cause, debit, credit, line.amount(), line.day(), line.reference(), now)
        .await();
  }

  private static void listUnknown(SqlClient tx, Line line, Instant now) {
    tx.preparedQuery(
            """
            INSERT INTO difference (at, kind, platform, reference, transaction_no, amount, file, line)
            VALUES ($1, 'bank-unknown', 'bank', $2, $3, $4, $5, $6)
            """)
        .execute(
            Tuple.of(now.atOffset(ZoneOffset.UTC), line.reference())
                .addValue((line.credit() ? "C:" : "D:") + line.file() + ":" + line.number())
                .addValue(line.amount())
                .addValue(line.file())
                .addValue(line.number()))
        .await();
  }

  /** Days on which a platform's payment is due, for which all files and the statement are here. */
  private static void compare(SqlClient tx, Instant now) {
    for (Row row :
        tx.query(
                """
                WITH due AS (
                  SELECT s.source AS platform, credit_day(s.day) AS credit_day, s.day,
                    coalesce(d.payments - d.refunds - d.charges, 0) AS net
                  FROM settlement_day s LEFT JOIN settlement_file_day d ON d.file = s.file AND d.day = s.day
                  WHERE s.source <> 'bank' AND calendar_known(s.day) AND NOT EXISTS (
                    SELECT FROM bank_check c WHERE c.platform = s.source AND c.credit_day = credit_day(s.day))),
                batch AS (
                  SELECT platform, credit_day, sum(net)::bigint AS expected, min(day) AS first, max(day) AS last, count(*) AS days
                  FROM due GROUP BY platform, credit_day)
                SELECT platform, credit_day, expected, (
                    SELECT coalesce(sum(l.amount), 0)::bigint
                    FROM bank_line l JOIN settlement_day s ON s.source = 'bank' AND s.file = l.file AND s.day = l.day
                    WHERE l.purpose = 'settlement:' || platform AND l.day BETWEEN credit_day - 30 AND credit_day
                      AND credit_day(l.day - 1) = credit_day) AS credited
                FROM batch b
                WHERE credit_day(last + 1) > credit_day AND days = last - first + 1
                  AND (credit_day(first - 1) < credit_day
                    OR NOT EXISTS (SELECT FROM settlement_day s WHERE s.source = b.platform AND s.day < b.first))
                  AND EXISTS (SELECT FROM settlement_day s WHERE s.source = 'bank' AND s.day = credit_day)
                ORDER BY credit_day, platform
                """)
            .execute()
            .await()) {
      check(tx, row, now);
    }
  }

  private static void check(SqlClient tx, Row row, Instant now) {
    String platform = row.getString(0);
    LocalDate day = row.getLocalDate(1);
    long expected = Math.max(0, row.getLong(2));
    long credited = row.getLong(3);
    tx.preparedQuery("INSERT INTO bank_check VALUES ($1, $2, $3, $4)")
        .execute(Tuple.of(platform, day, expected, credited))
        .await();
    if (credited != expected) {
      tx.preparedQuery(
              """
              INSERT INTO difference (at, kind, platform, reference, transaction_no, amount, expected)
              VALUES ($1, $2, $3, $4, '', $5, $6)
              """)
          .execute(
              Tuple.of(
                  now.atOffset(ZoneOffset.UTC),
                  credited == 0 ? "bank-missing" : "bank-amount",
                  platform,
                  "credit of " + day,
                  credited == 0 ? expected : credited,
                  expected))
          .await();
    }
  }
}
