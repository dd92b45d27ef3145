package vn.baodanh.payment.difference;

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
import org.jspecify.annotations.Nullable;
import vn.baodanh.payment.http.Page;
import vn.baodanh.payment.http.RowJson;

/** The table of differences, and their notes. */
final class DifferenceStore {
  private static final String COLUMNS =
      """
      id, at, kind, platform, reference, transaction_no, amount, expected, state, file, line, ledger_day, ledger_amount, file_day,
      file_amount, assigned_to, resolution, institution, reason, proposed_by, proposed_at, decided_by, decided_at, payout\
      """;

  private DifferenceStore() {}

  /**
   * A page.
   *
   * @param states none for all
   * @param kinds none for all
   * @param day of the ledger or of the file; none for all
   */
  static Future<RowSet<Row>> page(
      SqlClient db,
      String @Nullable [] states,
      String @Nullable [] kinds,
      @Nullable LocalDate day,
      Page page) {
    return db.preparedQuery(
            "SELECT "
                + COLUMNS
                + """
                 FROM difference
                WHERE id > $1 AND ($2::text[] IS NULL OR state = ANY ($2)) AND ($3::text[] IS NULL OR kind = ANY ($3))
                  AND ($4::date IS NULL OR ledger_day = $4 OR file_day = $4)
                ORDER BY id LIMIT $5
                """)
        .execute(Tuple.of(page.after(), states, kinds, day, page.limit()));
  }

  static Future<Optional<JsonObject>> find(SqlClient db, long id) {
    return db.preparedQuery("SELECT " + COLUMNS + " FROM difference WHERE id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(DifferenceStore::json));
  }

  /** As it is shown, with its class. */
  static JsonObject json(Row row) {
    JsonObject json = RowJson.of(row);
    return json.put("class", DifferenceKind.of(json.getString("kind")).group());
  }

  static Future<RowSet<Row>> notes(SqlClient db, long id) {
    return db.preparedQuery(
            "SELECT at, by, text FROM difference_note WHERE difference = $1 ORDER BY id")
        .execute(Tuple.of(id));
  }

  static Future<Optional<WorklistItem>> lock(SqlClient tx, long id) {
    return item(tx, id, " FOR UPDATE");
  }

  static Future<Optional<WorklistItem>> item(SqlClient db, long id) {
    return item(db, id, "");
  }

  private static Future<Optional<WorklistItem>> item(SqlClient db, long id, String locking) {
    return db.preparedQuery(
            """
            SELECT id, kind, platform, reference, amount, expected, state, resolution, institution, reason, proposed_by, decided_by,
              transaction_no, ledger_amount, payout, coalesce(ledger_day, file_day,
                (SELECT l.day FROM bank_line l WHERE l.file = difference.file AND l.line = difference.line),
                CASE WHEN kind = 'bank-amount' THEN substr(reference, 11)::date END)
            FROM difference WHERE id = $1\
            """
                + locking)
        .execute(Tuple.of(id))
        .map(rows -> rows.stream().findFirst().map(DifferenceStore::item));
  }

  private static WorklistItem item(Row row) {
    return new WorklistItem(
        row.getLong(0),
        DifferenceKind.of(row.getString(1)),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        Optional.ofNullable(row.getLong(5)),
        row.getLong(13),
        row.getString(12).startsWith("C:"),
        Optional.ofNullable(row.getLocalDate(15)),
        row.getString(6),
        Optional.ofNullable(row.getString(7)).map(resolution -> proposal(resolution, row)),
        Optional.ofNullable(row.getString(11)));
  }

  private static Proposal proposal(String resolution, Row row) {
    return new Proposal(
        Resolution.of(resolution),
        Optional.ofNullable(row.getString(8)),
        Optional.ofNullable(row.getLong(14)),
        row.getString(9),
        row.getString(10));
  }

  static Future<?> addNote(SqlClient tx, long id, String by, String text, Instant now) {
    return tx.preparedQuery(
            "INSERT INTO difference_note (difference, at, by, text) VALUES ($1, $2, $3, $4)")
        .execute(Tuple.of(id, now.atOffset(ZoneOffset.UTC), by, text));
  }

  static Future<?> assign(SqlClient tx, long id, @Nullable String to) {
    return tx.preparedQuery("UPDATE difference SET assigned_to = $2 WHERE id = $1")
        .execute(Tuple.of(id, to));
  }

  static Future<?> propose(SqlClient tx, long id, Proposal proposal, Instant now) {
    return tx.preparedQuery(
            """
            UPDATE difference SET state = 'proposed', resolution = $2, institution = $3, reason = $4, proposed_by = $5,
              proposed_at = $6, payout = $7
            WHERE id = $1
            """)
        .execute(
            Tuple.of(
                    id,
                    proposal.resolution().text(),
                    proposal.institution().orElse(null),
                    proposal.reason(),
                    proposal.by(),
                    now.atOffset(ZoneOffset.UTC))
                .addValue(proposal.payout().orElse(null)));
  }

  static Future<?> resolve(SqlClient tx, long id, String by, Instant now) {
    return tx.preparedQuery(
            "UPDATE difference SET state = 'resolved', decided_by = $2, decided_at = $3 WHERE id ="
                + " $1")
        .execute(Tuple.of(id, by, now.atOffset(ZoneOffset.UTC)));
  }

  static Future<?> reject(SqlClient tx, long id) {
    return tx.preparedQuery(
            """
            UPDATE difference SET state = 'open', resolution = NULL, institution = NULL, reason = NULL, proposed_by = NULL,
              proposed_at = NULL, payout = NULL
            WHERE id = $1
            """)
        .execute(Tuple.of(id));
  }
}
