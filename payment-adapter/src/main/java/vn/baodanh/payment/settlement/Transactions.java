package vn.baodanh.payment.settlement;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Consumer;

/** Transactions that read from top to bottom, on threads that may block. */
final class Transactions {
  private Transactions() {}

  /** Commits when the work returns; when it throws, nothing was done. */
  static void run(Pool pool, Consumer<SqlConnection> work) {
    SqlConnection db = pool.getConnection().await();
    try {
      var transaction = db.begin().await();
      try {
        work.accept(db);
      } catch (Exception e) { // what a Future failed with is thrown as it is, checked or not
        transaction.rollback().otherwiseEmpty().await();
        throw e;
      }
      transaction.commit().await();
    } finally {
      db.close();
    }
  }
}
