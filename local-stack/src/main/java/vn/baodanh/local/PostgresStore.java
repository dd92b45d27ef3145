package vn.baodanh.local;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * PostgreSQL 18 on 127.0.0.1 as processes of its own, set to lose nothing that it confirmed. It can
 * be killed as a power cut would, paused, and started again on the same port and data.
 */
public final class PostgresStore implements AutoCloseable {
  /** Start after a crash replays at most max_wal_size of log. */
  private static final Duration START_WITHIN = Duration.ofSeconds(180);

  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  /** Settings of every store here; a caller's parameters come on top. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("max_connections", "200"),
          Map.entry("shared_buffers", "512MB"),
          Map.entry("max_wal_size", "4GB"),
          Map.entry("checkpoint_timeout", "15min"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          // Files in the data directory instead of /dev/shm: nothing stays behind after a kill.
          Map.entry("dynamic_shared_memory_type", "mmap"));

  private static final Map<String, String> SMALL =
      Map.of("shared_buffers", "64MB", "max_wal_size", "1GB");

  private final Path data;
  private final boolean temporary;
  private final int port;
  private final Map<String, String> parameters;
  private ChildProcess postmaster;

  private PostgresStore(Path data, boolean temporary, int port, Map<String, String> parameters) {
    this.data = data;
    this.temporary = temporary;
    this.port = port;
    this.parameters = parameters;
    this.postmaster = launched();
  }

  /** A small store for a test: free port, 64 MB of buffers, its data removed when it is closed. */
  public static PostgresStore temporary() {
    return temporary(Map.of());
  }

  /** The same with server parameters of one's own, such as shared_buffers. */
  public static PostgresStore temporary(Map<String, String> parameters) {
    var both = new TreeMap<>(SMALL);
    both.putAll(parameters);
    return opened(Disk.temporary("postgres"), true, Ports.free(), both);
  }

  /**
   * Starts a store on a directory that is kept; makes the database cluster when there is none.
   *
   * @param port where it listens; a taken one is a {@link LocalFault}
   * @param parameters server parameters that differ from this class's own
   */
  public static PostgresStore start(Path data, int port, Map<String, String> parameters) {
    return opened(data, false, port, parameters);
  }

  private static PostgresStore opened(
      Path data, boolean temporary, int port, Map<String, String> parameters) {
    Ports.requireFree("PostgreSQL", port);
    try {
      PostgresCluster.createUnlessThere(data, temporary ? "password" : "scram-sha-256");
      var store = new PostgresStore(data, temporary, port, parameters);
      AtExit.add(store);
      store.awaitReady();
      return store;
    } catch (RuntimeException e) {
      if (temporary) {
        Disk.deleteTree(data);
      }
      throw e;
    }
  }

  /**
   * Makes the roles NAME_owner and NAME (passwords like their names) and the owner's database NAME,
   * unless they are there.
   */
  public void createDatabase(String name) {
    requirePlain(name);
    try (var connection = superuser();
        var statement = connection.createStatement()) {
      for (var role : List.of(name + "_owner", name)) {
        if (isMissing(statement, "pg_roles WHERE rolname", role)) {
          statement.execute("CREATE ROLE %1$s LOGIN PASSWORD '%1$s'".formatted(role));
        }
      }
      if (isMissing(statement, "pg_database WHERE datname", name)) {
        statement.execute("CREATE DATABASE %1$s OWNER %1$s_owner".formatted(name));
      }
    } catch (SQLException e) {
      throw new LocalFault("Cannot create database " + name + ": " + e.getMessage(), e);
    }
  }

  private static void requirePlain(String name) {
    if (!name.matches("[a-z_]{1,40}")) {
      throw new IllegalArgumentException("not a plain database name: " + name);
    }
  }

  private static boolean isMissing(Statement statement, String where, String name)
      throws SQLException {
    try (var found = statement.executeQuery("SELECT FROM %s = '%s'".formatted(where, name))) {
      return !found.next();
    }
  }

  /** The same, but drops a database of this name first, with all it holds. */
  public void recreateDatabase(String name) {
    requirePlain(name);
    try (var connection = superuser();
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new LocalFault("Cannot drop database " + name + ": " + e.getMessage(), e);
    }
    createDatabase(name);
  }

  public int port() {
    return port;
  }

  /** The superuser's address: postgresql://postgres:postgres@127.0.0.1:PORT/postgres. */
  public String url() {
    return url("postgres", "postgres");
  }

  /** A role's address of a database, its password being its name. */
  public String url(String role, String database) {
    return "postgresql://%1$s:%1$s@127.0.0.1:%2$d/%3$s".formatted(role, port, database);
  }

  /** The same for JDBC. */
  public String jdbcUrl(String role, String database) {
    return "jdbc:postgresql://127.0.0.1:%2$d/%3$s?user=%1$s&password=%1$s"
        .formatted(role, port, database);
  }

  /** A new connection of the superuser to the database postgres. */
  public Connection superuser() throws SQLException {
    return DriverManager.getConnection(jdbcUrl("postgres", "postgres") + "&connectTimeout=2");
  }

  /** The postmaster's process id; another one after each restart. */
  public long pid() {
    return postmaster.pid();
  }

  public boolean isAlive() {
    return postmaster.isAlive();
  }

  /** The last line of its log. */
  String lastLine() {
    return postmaster.lastLine();
  }

  /** SIGKILL to the postmaster and all its children, and waits until they are gone. */
  public void killHard() {
    postmaster.killHard();
  }

  /** Stops the postmaster and its children from running, until {@link #resume()}. */
  public void pause() {
    postmaster.pauseTree();
  }

  public void resume() {
    postmaster.signalTree(Signal.CONT);
  }

  /**
   * Starts again on the same port and data (after stopping, if it runs) and waits until it answers.
   */
  public void restart() {
    stop();
    postmaster = launched();
    awaitReady();
  }

  /** Stops in order, as an administrator would, and keeps the data. */
  public void stop() {
    resume();
    postmaster.stop(Signal.INT, STOP_WITHIN);
  }

  @Override
  public void close() {
    AtExit.remove(this);
    if (temporary) {
      postmaster.killHard();
      SharedMemory.releaseOf(data);
      Disk.deleteTree(data);
    } else {
      stop();
      SharedMemory.releaseOf(data);
    }
  }

  private ChildProcess launched() {
    var all = new TreeMap<>(SETTINGS);
    all.putAll(parameters);
    all.put("port", Integer.toString(port));
    var command = new ArrayList<>(List.of(Binaries.postgres().resolve("bin/postgres").toString()));
    command.addAll(List.of("-D", data.toString()));
    all.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return ChildProcess.start(
        Programs.unprivileged(), command, Map.of(), data.resolve("server.log"));
  }

  private void awaitReady() {
    var ready = Await.until(START_WITHIN, () -> !postmaster.isAlive() || answers());
    if (!ready || !postmaster.isAlive()) {
      var last = postmaster.lastLine();
      close();
      throw new LocalFault("PostgreSQL did not start on port " + port + ": " + last);
    }
  }

  private boolean answers() {
    var url = jdbcUrl("postgres", "postgres") + "&connectTimeout=2&socketTimeout=2";
    try (var connection = DriverManager.getConnection(url)) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }
}
