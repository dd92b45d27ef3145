package vn.baodanh.payment.settlement;

import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import vn.baodanh.payment.settlement.FileStore.Committed;

/**
 * Lists what platforms sent back and got back, on the day on which that was booked: the platform
 * has the money again, and its files have no line for it.
 */
final class ReturnedRefunds {
  private ReturnedRefunds() {}

  static void write(SqlClient tx, Committed file, OffsetDateTime now) {
    tx.preparedQuery(
            """
            INSERT INTO difference (at, kind, platform, reference, transaction_no, amount, state, ledger_day, ledger_amount)
            SELECT $2, 'missing-there', $1, e.reference, 'return ' || e.id, e.amount, 'waiting', e.day, e.amount
            FROM ledger_entry e
            WHERE e.cause = 'return' AND e.debit = 'platform:' || $1 AND e.day BETWEEN $3 AND $4
              AND NOT EXISTS (SELECT FROM difference d WHERE d.platform = $1 AND d.reference = e.reference
                AND d.transaction_no = 'return ' || e.id)
            ORDER BY e.id
            """)
        .execute(Tuple.of(file.source(), now, file.from(), file.to()))
        .await();
  }
}
