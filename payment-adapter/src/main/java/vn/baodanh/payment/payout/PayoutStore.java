package vn.baodanh.payment.payout;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
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

/** The table of payouts. */
final class PayoutStore {
  private static final String COLUMNS =
      """
      number, id, institution, amount, until, state, prepared_by, prepared_at, released_by, released_at, decided_by, decided_at,
      note\
      """;

  private PayoutStore() {}

  /** What decides how a payout may go on. */
  record Payout(
      UUID id,
      long number,
      String institution,
      long amount,
      String state,
      String preparedBy,
      Optional<String> releasedBy,
      Optional<String> decidedBy) {}

  /**
   * Prepares a payout of what is owed to each institution: its balance at the close of a day, or
   * now if that is less. Who has one on the way is left out.
   *
   * @return how many
   */
  static Future<Integer> prepare(SqlClient tx, LocalDate until, String by, Instant now) {
    return tx.preparedQuery(
            """
            INSERT INTO payout (id, institution, amount, until, state, prepared_by, prepared_at)
            SELECT gen_random_uuid(), substr(o.account, 13), least(o.owed, o.owed + coalesce(l.moved, 0)), $1, 'prepared', $2, $3
            FROM (SELECT account, -closing AS owed FROM day_balance WHERE day = $1 AND account LIKE 'institution:%') AS o
            LEFT JOIN (
              SELECT account, sum(amount) AS moved FROM (
                SELECT credit AS account, amount FROM ledger_entry WHERE day > $1 AND credit LIKE 'institution:%'
                UNION ALL
                SELECT debit, -amount FROM ledger_entry WHERE day > $1 AND debit LIKE 'institution:%') AS side
              GROUP BY account) AS l USING (account)
            WHERE least(o.owed, o.owed + coalesce(l.moved, 0)) > 0
            ORDER BY o.account
            ON CONFLICT (institution) WHERE state IN ('prepared', 'released') DO NOTHING
            """)
        .execute(Tuple.of(until, by, now.atOffset(ZoneOffset.UTC)))
        .map(RowSet::rowCount);
  }

  static Future<RowSet<Row>> page(SqlClient db, @Nullable String state, Page page) {
    return db.preparedQuery(
            "SELECT "
                + COLUMNS
                + " FROM payout WHERE number > $1 AND ($2::text IS NULL OR state = $2)"
                + " ORDER BY number LIMIT $3")
        .execute(Tuple.of(page.after(), state, page.limit()));
  }

  static Future<Optional<JsonObject>> find(SqlClient db, UUID id) {
    return db.preparedQuery("SELECT " + COLUMNS + " FROM payout WHERE id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(RowJson::of));
  }

  static Future<Optional<Payout>> lock(SqlClient tx, UUID id) {
    return locked(tx, "id = $1", id);
  }

  static Future<Optional<Payout>> lock(SqlClient tx, long number) {
    return locked(tx, "number = $1", number);
  }

  private static Future<Optional<Payout>> locked(SqlClient tx, String which, Object key) {
    return tx.preparedQuery(
            "SELECT id, number, institution, amount, state, prepared_by, released_by, decided_by"
                + " FROM payout WHERE "
                + which
                + " FOR UPDATE")
        .execute(Tuple.of(key))
        .map(rows ->
            rows.stream()
                .findFirst()
                .map(row ->
                    new Payout(
                        row.getUUID(0),
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        Optional.ofNullable(row.getString(6)),
                        Optional.ofNullable(row.getString(7)))));
  }

  static Future<?> release(SqlClient tx, UUID id, String by, Instant now) {
    return tx.preparedQuery(
            "UPDATE payout SET state = 'released', released_by = $2, released_at = $3 WHERE id ="
                + " $1")
        .execute(Tuple.of(id, by, now.atOffset(ZoneOffset.UTC)));
  }

  static Future<?> decide(
      SqlClient tx, UUID id, String state, String by, @Nullable String note, Instant now) {
    return tx.preparedQuery(
            "UPDATE payout SET state = $2, decided_by = $3, decided_at = $4, note = $5 WHERE id ="
                + " $1")
        .execute(Tuple.of(id, state, by, now.atOffset(ZoneOffset.UTC), note));
  }
}
