package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * On which days of a year banks do not work, besides Saturdays and Sundays: one says the whole list
 * of the year, another decides. When banks paid in the past stays as it is: a list that differs
 * there from the one in force is refused. What changes something blocks.
 */
final class Calendars {
  private static final String PROPOSED = "proposed";

  private final Pool pool;
  private final BankMatching bank;
  private final Clock clock;

  Calendars(Pool pool, BankMatching bank, Clock clock) {
    this.pool = pool;
    this.bank = bank;
    this.clock = clock;
  }

  private record Proposal(
      int year,
      LocalDate[] days,
      String[] names,
      String state,
      String proposedBy,
      Optional<String> decidedBy) {}

  /** The latest lists, newest first: those in force, proposed, and of before. */
  static Future<RowSet<Row>> latest(SqlClient db) {
    return rows(db, "WHERE true ORDER BY number DESC LIMIT 100", Tuple.tuple());
  }

  static Future<Optional<Row>> find(SqlClient db, long number) {
    return rows(db, "WHERE number = $1", Tuple.of(number)).map(rows -> rows.stream().findFirst());
  }

  private static Future<RowSet<Row>> rows(SqlClient db, String which, Tuple values) {
    return db.preparedQuery(
            """
            SELECT number, year, state, proposed_by, proposed_at, decided_by, decided_at,
              (SELECT jsonb_agg(jsonb_build_object('day', d, 'name', n) ORDER BY d) FROM unnest(days, names) AS one (d, n)) AS days
            FROM calendar
            """
                + which)
        .execute(values);
  }

  /**
   * Proposes the list of a year, in the place of what was proposed before and is not decided.
   *
   * @return its number; that of the same list if the same person proposed it before
   */
  long propose(int year, SortedMap<LocalDate, String> holidays, String by) {
    LocalDate[] days = holidays.keySet().toArray(LocalDate[]::new);
    String[] names = holidays.values().toArray(String[]::new);
    return change(tx -> {
      refuseIfPast(tx, year, days);
      for (Row row : rows(tx, "WHERE year = $1 AND state = 'proposed'", Tuple.of(year)).await()) {
        long number = row.getLong("number");
        Proposal before = lock(tx, number);
        if (before.proposedBy().equals(by)
            && Arrays.equals(before.days(), days)
            && Arrays.equals(before.names(), names)) {
          return number;
        }
        move(tx, number, "replaced", null);
      }
      return tx.preparedQuery(
              """
              INSERT INTO calendar (year, days, names, state, proposed_by, proposed_at)
              VALUES ($1, $2, $3, 'proposed', $4, $5) RETURNING number
              """)
          .execute(Tuple.of(year, days, names, by).addValue(now().atOffset(ZoneOffset.UTC)))
          .await()
          .iterator()
          .next()
          .getLong(0);
    });
  }

  /** Another person puts it in force, or rejects it; what waited for it is compared at once. */
  void decide(long number, boolean approved, String by) {
    change(tx -> {
      Proposal one = lock(tx, number);
      String wanted = approved ? "in-force" : "rejected";
      if (one.state().equals(wanted) && one.decidedBy().equals(Optional.of(by))) {
        return number;
      }
      if (!one.state().equals(PROPOSED)) {
        throw CalendarProblems.state(one.state());
      }
      if (one.proposedBy().equals(by)) {
        throw CalendarProblems.samePerson();
      }
      if (approved) {
        refuseIfPast(tx, one.year(), one.days());
        putInForce(tx, one);
      }
      move(tx, number, wanted, by);
      if (approved) {
        bank.match(tx, now());
      }
      return number;
    });
  }

  /** Fails if it differs from what is in force up to the last day of which a bank was compared. */
  private static void refuseIfPast(SqlClient tx, int year, LocalDate[] days) {
    tx.preparedQuery(
            """
            SELECT min(day) FROM (
              (SELECT day FROM holiday WHERE extract(year FROM day) = $1::integer EXCEPT SELECT unnest($2::date[]))
              UNION (SELECT unnest($2::date[]) EXCEPT SELECT day FROM holiday)) AS other (day)
            WHERE extract(isodow FROM day) < 6 AND day <= (SELECT max(credit_day) FROM bank_check)
            """)
        .execute(Tuple.of(year).addValue(days))
        .await()
        .forEach(row -> {
          if (row.getLocalDate(0) != null) {
            throw CalendarProblems.past(row.getLocalDate(0));
          }
        });
  }

  private static void putInForce(SqlClient tx, Proposal one) {
    tx.preparedQuery(
            "UPDATE calendar SET state = 'replaced' WHERE year = $1 AND state = 'in-force'")
        .execute(Tuple.of(one.year()))
        .await();
    tx.preparedQuery("DELETE FROM holiday WHERE extract(year FROM day) = $1::integer")
        .execute(Tuple.of(one.year()))
        .await();
    tx.preparedQuery("INSERT INTO holiday SELECT * FROM unnest($1::date[], $2::text[])")
        .execute(Tuple.tuple().addValue(one.days()).addValue(one.names()))
        .await();
  }

  private void move(SqlClient tx, long number, String state, @Nullable String by) {
    @Nullable OffsetDateTime at = by == null ? null : now().atOffset(ZoneOffset.UTC);
    tx.preparedQuery(
            "UPDATE calendar SET state = $2, decided_by = $3, decided_at = $4 WHERE number = $1")
        .execute(Tuple.of(number, state, by, at))
        .await();
  }

  private static Proposal lock(SqlClient tx, long number) {
    return tx
        .preparedQuery(
            """
            SELECT year, days, names, state, proposed_by, decided_by FROM calendar WHERE number = $1 FOR NO KEY UPDATE
            """)
        .execute(Tuple.of(number))
        .await()
        .stream()
        .map(row ->
            new Proposal(
                row.getInteger(0),
                row.getArrayOfLocalDates(1),
                row.getArrayOfStrings(2),
                row.getString(3),
                row.getString(4),
                Optional.ofNullable(row.getString(5))))
        .findFirst()
        .orElseThrow(CalendarProblems::unknown);
  }

  /** One at a time, and not while a bank is compared. */
  private long change(Function<SqlConnection, Long> change) {
    long[] number = {0};
    Transactions.run(
        pool,
        tx -> {
          BankMatching.hold(tx);
          number[0] = change.apply(tx);
        });
    return number[0];
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
