package vn.baodanh.kit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

/** How a service reaches PostgreSQL. */
public final class Postgres {

  private Postgres() {}

  /** A pool with bounds on connections and on waiting. Connects when first used. */
  public static Pool pool(Vertx vertx, PostgresSettings settings) {
    throw new UnsupportedOperationException();
  }

  /** Brings the schema up to date. Blocks. @param locations as Flyway takes them, {@code classpath:db/migration} */
  public static void migrate(JdbcSettings owner, String... locations) {
    throw new UnsupportedOperationException();
  }

  /**
   * Fails, naming the settings, unless a commit on this server survives a crash: version 18 or newer, {@code fsync},
   * {@code full_page_writes} and {@code synchronous_commit} on.
   */
  public static Future<Void> checkDurable(Pool pool) {
    return Future.failedFuture(new UnsupportedOperationException());
  }
}
