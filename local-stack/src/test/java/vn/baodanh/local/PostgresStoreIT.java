package vn.baodanh.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PostgresStoreIT {
  @Test
  void committed_rows_are_there_again_after_a_hard_kill() throws SQLException {
    try (var store = PostgresStore.temporary()) {
      try (var connection = store.superuser();
          var statement = connection.createStatement()) {
        statement.execute("CREATE TABLE filing (n int)");
        for (var n = 1; n <= 20; n++) {
          statement.execute("INSERT INTO filing VALUES (" + n + ")");
        }
        var before = store.pid();
        var children = ProcessHandle.of(before).orElseThrow().children().toList();
        assertTrue(children.size() > 3);
        assertTrue(children.stream().allMatch(PostgresStoreIT::runs));

        store.killHard();

        assertFalse(store.isAlive());
        assertTrue(children.stream().noneMatch(PostgresStoreIT::runs));
        assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));
      }

      store.restart();

      assertEquals("20", read(store, "SELECT count(*) FROM filing"));
    }
  }

  /** What has ended has no program any more, even while nobody has taken note of its end. */
  private static boolean runs(ProcessHandle process) {
    return process.info().command().isPresent();
  }

  @Test
  void a_store_loses_nothing_that_it_confirmed() throws SQLException {
    try (var store = PostgresStore.temporary()) {
      assertEquals("on", read(store, "SHOW fsync"));
      assertEquals("on", read(store, "SHOW synchronous_commit"));
      assertEquals("on", read(store, "SHOW full_page_writes"));
      assertTrue(read(store, "SHOW server_version").startsWith("18."));
    }
  }

  @Test
  void a_paused_store_answers_again_when_it_is_resumed() throws Exception {
    try (var store = PostgresStore.temporary()) {
      store.createDatabase("registration");
      store.createDatabase("registration");

      store.pause();
      assertThrows(SQLException.class, () -> read(store, "SELECT 1", 2));
      store.resume();

      assertEquals("1", read(store, "SELECT 1"));
      assertEquals(
          "registration_owner",
          read(
              store,
              "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'registration'"));
    }
  }

  @Test
  void a_database_made_again_holds_nothing() throws Exception {
    try (var store = PostgresStore.temporary()) {
      store.createDatabase("registration");
      try (var open = DriverManager.getConnection(store.jdbcUrl("registration", "registration"));
          var owner =
              DriverManager.getConnection(store.jdbcUrl("registration_owner", "registration"));
          var statement = owner.createStatement()) {
        statement.execute("CREATE TABLE filing (id int)");
        assertTrue(open.isValid(1));

        store.recreateDatabase("registration");
      }
      try (var again =
              DriverManager.getConnection(store.jdbcUrl("registration_owner", "registration"));
          var statement = again.createStatement()) {
        statement.execute("CREATE TABLE filing (id int)");
      }
    }
  }

  @Test
  void nothing_stays_behind_after_close(@TempDir Path directory) throws Exception {
    var data = directory.resolve("postgres");
    long pid;
    try (var store = PostgresStore.start(data, Ports.free(), Map.of("shared_buffers", "16MB"))) {
      pid = store.pid();
      var fault =
          assertThrows(
              LocalFault.class,
              () -> PostgresStore.start(directory.resolve("other"), store.port(), Map.of()));
      assertEquals(
          "Port " + store.port() + ", wanted for PostgreSQL, is taken", fault.getMessage());
      assertEquals("16MB", read(store, "SHOW shared_buffers"));
    }
    assertTrue(ProcessHandle.of(pid).isEmpty());
    assertFalse(Files.exists(data.resolve("postmaster.pid")));
  }

  private static String read(PostgresStore store, String query) throws SQLException {
    return read(store, query, 30);
  }

  private static String read(PostgresStore store, String query, int longestS) throws SQLException {
    var url = store.jdbcUrl("postgres", "postgres") + "&socketTimeout=" + longestS;
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
