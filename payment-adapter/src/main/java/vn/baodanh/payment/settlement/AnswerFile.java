package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import vn.baodanh.payment.http.Page;

/**
 * What a platform is answered to its file: each line, or payment of ours in the file's days, that
 * the two see differently. What is settled between us and the bank is not its matter.
 */
final class AnswerFile {
  static final String ROWS = "rows";
  static final String[] COLUMNS = {
    "difference",
    "kind",
    "reference",
    "transactionNo",
    "line",
    "ourDay",
    "ourAmount",
    "yourDay",
    "yourAmount",
    "amount",
    "expected",
    "state",
    "resolution"
  };

  private AnswerFile() {}

  static Future<JsonObject> rows(SqlClient db, long file, Page page) {
    return db.preparedQuery(
            """
            SELECT d.id AS difference, d.kind, d.reference, d.transaction_no, d.line, d.ledger_day AS our_day,
              d.ledger_amount AS our_amount, d.file_day AS your_day, d.file_amount AS your_amount, d.amount, d.expected, d.state,
              d.resolution
            FROM difference d JOIN settlement_file f ON f.number = $1 AND f.source = d.platform
            WHERE d.id > $2
              AND (d.file = $1 OR d.kind = 'missing-there' AND d.ledger_day BETWEEN f.period_from AND f.period_to)
            ORDER BY d.id LIMIT $3
            """)
        .execute(Tuple.of(file, page.after(), page.limit()))
        .map(rows -> page.answer(ROWS, "difference", rows));
  }
}
