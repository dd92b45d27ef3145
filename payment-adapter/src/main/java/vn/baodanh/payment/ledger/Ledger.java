package vn.baodanh.payment.ledger;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import vn.baodanh.payment.work.Columns;

/** The ledger: entries are added and never changed. */
public final class Ledger {
  private Ledger() {}

  /** Adds entries, in this order. */
  public static Future<?> add(SqlClient tx, List<Entry> entries, Instant now) {
    return tx.preparedQuery(
            """
            INSERT INTO ledger_entry (at, day, cause, debit, credit, amount, reference)
            SELECT $1, e.* FROM unnest($2::date[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[]) AS e
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
}
