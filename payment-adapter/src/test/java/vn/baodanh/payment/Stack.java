package vn.baodanh.payment;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import vn.baodanh.local.Database;
import vn.baodanh.local.PostgresStore;
import vn.baodanh.local.RedisStore;

/**
 * One installation of the service: a database of its own and as many nodes as a test asks for. The
 * stores' servers are shared by all tests of this JVM and stop with it.
 */
final class Stack implements AutoCloseable {
  static final PostgresStore POSTGRES = PostgresStore.temporary();
  static final RedisStore REDIS = RedisStore.temporary();

  /** On two cores that others keep busy, too. */
  private static final long PATIENCE_NS = 30_000_000_000L;

  private static final long LOOK_EVERY_NS = 10_000_000;

  private final String database;
  private final Database owners;
  private final Deque<Node> nodes = new ArrayDeque<>();

  /**
   * @param database its name, letters and underscores; not used by another test
   */
  Stack(String database) {
    this.database = database;
    POSTGRES.createDatabase("payment"); // its roles are those of every installation
    POSTGRES.recreateDatabase(database); // a test that is run again begins anew
    owners = new Database(POSTGRES.jdbcUrl(database + "_owner", database));
  }

  /** Another node; its settings differ from the usual ones by these names and values. */
  Node node(String... namesAndValues) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HTTP_PORT", "0");
    environment.put("MANAGEMENT_PORT", "0");
    environment.put("EVENT_LOOPS", "2");
    environment.put("DATABASE_URL", POSTGRES.url("payment", database));
    environment.put("MIGRATION_DATABASE_URL", POSTGRES.url(database + "_owner", database));
    environment.put("REDIS_URL", REDIS.url());
    environment.put("ALLOW_DEVELOPMENT_KEYS", "true");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    Node node = new Node(environment);
    nodes.push(node);
    return node;
  }

  /** Does this as the owner of the tables. */
  void execute(String sql) {
    owners.execute(sql);
  }

  /** Does this as the service's own role, or fails as it would. */
  void executeAsService(String sql) {
    try (var service = new Database(POSTGRES.jdbcUrl("payment", database))) {
      service.execute(sql);
    }
  }

  /** Nobody reads or writes this table until the connection is closed. */
  Connection locked(String table) throws SQLException {
    Connection db = owners.connect();
    db.setAutoCommit(false);
    try (Statement statement = db.createStatement()) {
      statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
    }
    return db;
  }

  long count(String sql) {
    return Long.parseLong(rows(sql).getFirst().getFirst());
  }

  /** Rows, each with its columns as text. */
  List<List<String>> rows(String sql) {
    return owners.rows(sql);
  }

  /** Asks again until the answer is yes; fails if it does not become yes in time. */
  static void eventually(String what, BooleanSupplier question) {
    long end = System.nanoTime() + PATIENCE_NS;
    while (!question.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time: " + what);
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }

  @Override
  public void close() {
    while (!nodes.isEmpty()) {
      nodes.pop().close();
    }
    owners.close();
  }
}
