package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.baodanh.payment.http.Page;
import vn.baodanh.payment.http.RowJson;

/** The tables of files and their lines. */
final class FileStore {
  private static final String COLUMNS =
      """
      number, id, source, format, name, encode(digest, 'hex') AS digest, bytes, period_from, period_to, lines, payments, refunds,
      charges, opening, closing, state, uploaded_by, uploaded_at, committed_by, committed_at, withdrawn_by\
      """;

  private FileStore() {}

  /** A file that is to be matched. */
  record Committed(long number, String source, LocalDate from, LocalDate to, String state) {
    boolean isBank() {
      return source.equals(Upload.BANK);
    }
  }

  static Future<RowSet<Row>> page(SqlClient db, @Nullable String source, Page page) {
    return db.preparedQuery(
            "SELECT "
                + COLUMNS
                + " FROM settlement_file WHERE number > $1 AND ($2::text IS NULL OR source = $2)"
                + " ORDER BY number LIMIT $3")
        .execute(Tuple.of(page.after(), source, page.limit()));
  }

  /** A file, its days, and what the ledger has of them. */
  static Future<Optional<JsonObject>> find(Pool db, UUID id) {
    return db.preparedQuery("SELECT " + COLUMNS + " FROM settlement_file WHERE id = $1")
        .execute(Tuple.of(id))
        .compose(files -> {
          Optional<JsonObject> file = files.stream().findFirst().map(RowJson::of);
          if (file.isEmpty()) {
            return Future.succeededFuture(file);
          }
          return file.get().getString("source").equals(Upload.BANK)
              ? before(db, file.get())
              : days(db, file.get()).map(days -> Optional.of(file.get().put("days", days)));
        });
  }

  /** With the bank's last statement of days before: where it ended this one should begin. */
  private static Future<Optional<JsonObject>> before(Pool db, JsonObject file) {
    return db.preparedQuery(
            """
            SELECT period_to AS day, closing FROM settlement_file
            WHERE source = 'bank' AND state IN ('matching', 'committed') AND period_to < $1
            ORDER BY period_to DESC LIMIT 1
            """)
        .execute(Tuple.of(LocalDate.parse(file.getString("periodFrom"))))
        .map(rows -> {
          rows.forEach(row -> file.put("before", RowJson.of(row)));
          return Optional.of(file);
        });
  }

  /** Planned for these days: a day of millions of entries is summed up by several processes. */
  private static Future<JsonArray> days(Pool db, JsonObject file) {
    return db.withTransaction(tx ->
        tx.query("SET LOCAL plan_cache_mode = force_custom_plan")
            .execute()
            .compose(set -> daysOf(tx, file)));
  }

  private static Future<JsonArray> daysOf(SqlClient tx, JsonObject file) {
    return tx.preparedQuery(
            """
            SELECT d.day, d.lines, d.payments, d.refunds, d.charges, d.payments - d.refunds - d.charges AS net,
              coalesce(p.payments, 0) AS ledger_payments, coalesce(r.refunds, 0) AS ledger_refunds
            FROM settlement_file_day d LEFT JOIN (
              SELECT day, sum(amount)::bigint AS payments FROM ledger_entry
              WHERE day BETWEEN $3 AND $4 AND cause IN ('payment', 'suspense') AND debit = $2 GROUP BY day) AS p USING (day)
            LEFT JOIN (
              SELECT day, sum(amount)::bigint AS refunds FROM ledger_entry
              WHERE day BETWEEN $3 AND $4 AND cause = 'refund' AND credit = $2 GROUP BY day) AS r USING (day)
            WHERE d.file = $1 ORDER BY d.day
            """)
        .execute(
            Tuple.of(file.getLong("number"), "platform:" + file.getString("source"))
                .addValue(LocalDate.parse(file.getString("periodFrom")))
                .addValue(LocalDate.parse(file.getString("periodTo"))))
        .map(RowJson::of);
  }

  static Future<RowSet<Row>> lines(SqlClient db, UUID id, Page page) {
    return db.preparedQuery(
            """
            SELECT l.line, l.raw, f.kind AS finding FROM (
              SELECT line, raw, file FROM settlement_line WHERE file = (SELECT number FROM settlement_file WHERE id = $1)
              UNION ALL
              SELECT line, raw, file FROM bank_line WHERE file = (SELECT number FROM settlement_file WHERE id = $1)) AS l
            LEFT JOIN LATERAL (
              SELECT string_agg(kind, ',') AS kind FROM settlement_finding f WHERE f.file = l.file AND f.line = l.line) AS f ON true
            WHERE l.line > $2 ORDER BY l.line LIMIT $3
            """)
        .execute(Tuple.of(id, page.after(), page.limit()));
  }

  /** What of a file stands on this line, as it stands there. */
  static Future<Optional<String>> raw(SqlClient db, long file, int line) {
    return db.preparedQuery(
            """
            SELECT raw FROM settlement_line WHERE file = $1 AND line = $2
            UNION ALL SELECT raw FROM bank_line WHERE file = $1 AND line = $2 LIMIT 1
            """)
        .execute(Tuple.of(file, line))
        .map(rows -> rows.stream().findFirst().map(row -> row.getString(0)));
  }

  static Future<RowSet<Row>> part(SqlClient db, long file, int part) {
    return db.preparedQuery("SELECT bytes FROM settlement_part WHERE file = $1 AND part = $2")
        .execute(Tuple.of(file, part));
  }

  static Future<Optional<Committed>> lock(SqlClient tx, UUID id) {
    return tx.preparedQuery(
            """
            SELECT number, source, period_from, period_to, state FROM settlement_file WHERE id = $1 FOR NO KEY UPDATE
            """)
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(FileStore::committed));
  }

  /** Files that were committed and are not matched yet. */
  static Future<java.util.List<UUID>> matching(SqlClient db) {
    return db.query("SELECT id FROM settlement_file WHERE state = 'matching' ORDER BY number")
        .execute()
        .map(rows -> rows.stream().map(row -> row.getUUID(0)).toList());
  }

  private static Committed committed(Row row) {
    return new Committed(
        row.getLong(0),
        row.getString(1),
        row.getLocalDate(2),
        row.getLocalDate(3),
        row.getString(4));
  }

  static Future<?> begin(SqlClient tx, long number, String by, Instant now) {
    return tx.preparedQuery(
            """
            UPDATE settlement_file SET state = 'matching', committed_by = $2, committed_at = $3 WHERE number = $1
            """)
        .execute(Tuple.of(number, by, now.atOffset(ZoneOffset.UTC)));
  }

  static Future<?> end(SqlClient tx, long number) {
    return tx.preparedQuery("UPDATE settlement_file SET state = 'committed' WHERE number = $1")
        .execute(Tuple.of(number));
  }

  static Future<?> withdraw(SqlClient tx, long number, String by) {
    return tx.preparedQuery(
            "UPDATE settlement_file SET state = 'withdrawn', withdrawn_by = $2 WHERE number = $1")
        .execute(Tuple.of(number, by));
  }

  /** The file that counts for a day. */
  static Future<Optional<Long>> ofDay(SqlClient db, String source, LocalDate day) {
    return db.preparedQuery("SELECT file FROM settlement_day WHERE source = $1 AND day = $2")
        .execute(Tuple.of(source, day))
        .map(rows -> rows.stream().findFirst().map(row -> row.getLong(0)));
  }

  /** The first of these days that another file counts for, if there is one. */
  static Future<Optional<LocalDate>> covered(SqlClient tx, Committed file) {
    return tx.preparedQuery(
            "SELECT day FROM settlement_day WHERE source = $1 AND day BETWEEN $2 AND $3 ORDER BY"
                + " day LIMIT 1")
        .execute(Tuple.of(file.source(), file.from(), file.to()))
        .map(rows -> rows.stream().findFirst().map(row -> row.getLocalDate(0)));
  }

  /** Makes this file the one that counts for its days. */
  static Future<?> cover(SqlClient tx, Committed file) {
    return tx.preparedQuery(
            """
            INSERT INTO settlement_day SELECT $1, d::date, $4 FROM generate_series($2::date, $3::date, interval '1 day') AS d
            """)
        .execute(Tuple.of(file.source(), file.from(), file.to(), file.number()));
  }
}
