package vn.baodanh.payment.settlement;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.baodanh.payment.export.Table;

/**
 * What a platform is answered to its file: each line, or payment of ours in the file's days, that
 * the two see differently. What is settled between us and the bank is not its matter.
 */
final class AnswerFile {
  private AnswerFile() {}

  static Future<RowSet<Row>> rows(SqlClient db, long file) {
    return db.preparedQuery(
            """
            SELECT d.id, d.kind, d.reference, d.transaction_no, d.line, d.ledger_day, d.ledger_amount, d.file_day, d.file_amount,
              d.amount, d.expected, d.state, d.resolution
            FROM difference d JOIN settlement_file f ON f.number = $1 AND f.source = d.platform
            WHERE d.file = $1 OR d.kind = 'missing-there' AND d.ledger_day BETWEEN f.period_from AND f.period_to
            ORDER BY d.line NULLS LAST, d.id LIMIT 1000000
            """)
        .execute(Tuple.of(file));
  }

  static Table table(String name, Iterable<Row> rows) {
    Table table =
        new Table(
            name,
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
            "resolution");
    for (Row row : rows) {
      table.row(
          row.getLong(0),
          row.getString(1),
          row.getString(2),
          row.getString(3),
          text(row.getInteger(4)),
          text(row.getLocalDate(5)),
          row.getLong(6),
          text(row.getLocalDate(7)),
          row.getLong(8),
          row.getLong(9),
          text(row.getLong(10)),
          row.getString(11),
          text(row.getString(12)));
    }
    return table;
  }

  private static Object text(@Nullable Object value) {
    return Optional.ofNullable(value)
        .map(any -> any instanceof Long ? any : any.toString())
        .orElse("");
  }
}
