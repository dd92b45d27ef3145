package vn.baodanh.registration.recording;

import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * Which node records a partition: a session-level advisory lock. A node that stalls (stopped,
 * swapped out, cut off) loses its session to Postgres's own timeouts, and the lock and any row lock
 * with it.
 */
final class Ownership {
  private static final int LOCK_SPACE = 7_301;

  private Ownership() {}

  static boolean take(SqlConnection db, int partition) {
    db.query("SET idle_session_timeout = '10s'; SET idle_in_transaction_session_timeout = '5s'")
        .execute()
        .await();
    return db.preparedQuery("SELECT pg_try_advisory_lock($1, $2)")
        .execute(Tuple.of(LOCK_SPACE, partition))
        .await()
        .iterator()
        .next()
        .getBoolean(0);
  }

  /** The entry up to which the partition is recorded. */
  static String position(SqlConnection db, int partition) {
    return db.preparedQuery("SELECT last_id FROM partition WHERE id = $1")
        .execute(Tuple.of((short) partition))
        .await()
        .iterator()
        .next()
        .getString(0);
  }
}
