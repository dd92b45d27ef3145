package vn.baodanh.kit;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;

/** A connection that nobody else uses, before or after: locks and settings end with it. */
public record PostgresSession(SqlConnection db, Pool pool) implements AutoCloseable {

  @Override
  public void close() {
    pool.close();
  }
}
