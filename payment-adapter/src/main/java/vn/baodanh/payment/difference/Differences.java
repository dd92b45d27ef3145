package vn.baodanh.payment.difference;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Locale;
import vn.baodanh.payment.http.RowJson;
import vn.baodanh.payment.ledger.Account;
import vn.baodanh.payment.ledger.Entry;
import vn.baodanh.payment.ledger.Vnd;
import vn.baodanh.payment.work.Columns;

/** The worklist of money that fits nothing. */
public final class Differences {
  private Differences() {}

  /** Adds those that are new, each with its entry in the ledger: from the platform to suspense. */
  public static Future<?> add(SqlClient tx, Collection<Difference> differences, Instant now) {
    return tx.preparedQuery(
            """
            WITH added AS (
              INSERT INTO difference
                (at, kind, platform, reference, transaction_no, amount, expected, ledger_day, ledger_amount)
              SELECT $1, d.kind, d.platform, d.reference, d.transaction_no, d.amount, d.expected, open_day(d.day), d.amount
              FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::date[])
                AS d (kind, platform, reference, transaction_no, amount, expected, day)
              ON CONFLICT DO NOTHING RETURNING platform, reference, transaction_no, amount, ledger_day)
            INSERT INTO ledger_entry (at, day, value_day, cause, debit, credit, amount, reference)
            SELECT $1, a.ledger_day, nullif(d.day, a.ledger_day), 'suspense', 'platform:' || a.platform, $9, a.amount,
              a.reference
            FROM added a JOIN unnest($3::text[], $4::text[], $5::text[], $8::date[])
              AS d (platform, reference, transaction_no, day) USING (platform, reference, transaction_no)
            """)
        .execute(
            Tuple.of(now.atOffset(ZoneOffset.UTC))
                .addValue(
                    Columns.of(
                        differences,
                        String[]::new,
                        d -> d.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')))
                .addValue(Columns.of(differences, String[]::new, Difference::platform))
                .addValue(Columns.of(differences, String[]::new, Difference::reference))
                .addValue(Columns.of(differences, String[]::new, Difference::transactionNo))
                .addValue(Columns.of(differences, Long[]::new, d -> d.amount().amount()))
                .addValue(
                    Columns.of(
                        differences, Long[]::new, d -> d.expected().map(Vnd::amount).orElse(null)))
                .addValue(
                    Columns.of(
                        differences,
                        LocalDate[]::new,
                        d -> d.valueAt().atZone(Entry.ZONE).toLocalDate()))
                .addValue(Account.SUSPENSE));
  }

  /** One of them, as it is shown. Fails with 404 if there is none. */
  public static Future<JsonObject> find(SqlClient db, long id) {
    return DifferenceStore.find(db, id)
        .map(found -> found.orElseThrow(DifferenceProblems::unknown));
  }

  /** The ways in which it can be settled while it is open, as answers write them. */
  public static Future<JsonArray> resolutions(SqlClient db, long id) {
    return DifferenceStore.item(db, id)
        .map(found -> found.orElseThrow(DifferenceProblems::unknown))
        .map(item ->
            new JsonArray(DifferenceDesk.ways(item).stream().map(Resolution::text).toList()));
  }

  /** What people wrote about it, oldest first. */
  public static Future<JsonArray> notes(SqlClient db, long id) {
    return DifferenceStore.notes(db, id).map(RowJson::of);
  }
}
