package vn.baodanh.kit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.local.PostgresStore;

class PostgresIT {

  private static Vertx vertx;
  private static PostgresStore store;

  @BeforeAll
  static void startStore() {
    vertx = Vertx.vertx();
    store = PostgresStore.temporary();
    store.createDatabase("kit");
  }

  @AfterAll
  static void stopStore() throws Exception {
    vertx.close().await(10, SECONDS);
    store.close();
  }

  @Test
  void theOwnerMigratesAndTheServiceUsesWhatItMayUse() throws Exception {
    Postgres.migrate(new JdbcSettings(url("kit_owner")), "classpath:kit-migrations");
    Postgres.migrate(new JdbcSettings(url("kit_owner")), "classpath:kit-migrations");
    var pool = pool(2, 10);
    assertEquals(
        1,
        pool.query("select v from note")
            .execute()
            .await(10, SECONDS)
            .iterator()
            .next()
            .getInteger("v"));
    assertThrows(
        Exception.class,
        () -> pool.query("insert into note values (2)").execute().await(10, SECONDS));
    pool.close().await(5, SECONDS);
  }

  @Test
  void aPlaceWithoutMigrationsIsAFault() {
    assertThrows(
        FlywayException.class,
        () -> Postgres.migrate(new JdbcSettings(url("kit_owner")), "classpath:nowhere"));
  }

  @Test
  void aServerThatKeepsItsCommitsPasses() throws Exception {
    var pool = pool(1, 10);
    Postgres.checkDurable(pool).await(10, SECONDS);
    pool.close().await(5, SECONDS);
  }

  @Test
  void aRoleWhoseCommitsDoNotWaitForTheDiskIsRefused() throws Exception {
    superuser("alter role kit set synchronous_commit = off");
    try {
      var pool = pool(1, 10);
      var refused =
          assertThrows(
              NotDurableException.class, () -> Postgres.checkDurable(pool).await(10, SECONDS));
      assertEquals(
          "Postgres is not durable: synchronous_commit is off, must be on", refused.fault());
      pool.close().await(5, SECONDS);
    } finally {
      superuser("alter role kit reset synchronous_commit");
    }
  }

  @Test
  void aServerThatDoesNotWaitForTheDiskOrWouldTearPagesIsRefused() throws Exception {
    try (var careless =
        PostgresStore.temporary(Map.of("fsync", "off", "full_page_writes", "off"))) {
      careless.createDatabase("kit");
      var settings =
          new PostgresSettings(
              URI.create(careless.url("kit", "kit")), 1, 10, Duration.ofSeconds(2));
      var pool = Postgres.pool(vertx, settings);
      var refused =
          assertThrows(
              NotDurableException.class, () -> Postgres.checkDurable(pool).await(10, SECONDS));
      assertEquals(
          "Postgres is not durable: fsync is off, must be on, full_page_writes is off, must be on",
          refused.fault());
      pool.close().await(5, SECONDS);
    }
  }

  @Test
  void whoFindsTheQueueFullFailsAtOnceAndWhoWaitsTooLongFailsInTime() throws Exception {
    var pool = pool(1, 2);
    var held = pool.getConnection().await(10, SECONDS);
    var waiting = new ArrayList<Future<?>>();
    for (int i = 0; i < 3; i++) {
      waiting.add(pool.getConnection());
    }
    assertThrows(Exception.class, () -> waiting.getLast().await(1, SECONDS));
    assertThrows(Exception.class, () -> waiting.getFirst().await(5, SECONDS));
    held.close().await(5, SECONDS);
    pool.close().await(5, SECONDS);
  }

  @Test
  void whatASessionHoldsEndsWithIt() throws Exception {
    var first = Postgres.session(vertx, settings(1, 10), Map.of()).await(10, SECONDS);
    var second = Postgres.session(vertx, settings(1, 10), Map.of()).await(10, SECONDS);
    var lock = "select pg_advisory_lock(1)";
    first.db().query(lock).execute().await(10, SECONDS);
    var waiting = second.db().query(lock).execute();
    assertThrows(TimeoutException.class, () -> waiting.await(500, MILLISECONDS));
    first.close();
    waiting.await(10, SECONDS);
    second.close();
  }

  private static PostgresSettings settings(int size, int queue) {
    return new PostgresSettings(url("kit"), size, queue, Duration.ofSeconds(2));
  }

  private static Pool pool(int size, int queue) {
    return Postgres.pool(vertx, settings(size, queue));
  }

  private static URI url(String role) {
    return URI.create(store.url(role, "kit"));
  }

  private static void superuser(String sql) throws Exception {
    try (var connection = store.superuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
