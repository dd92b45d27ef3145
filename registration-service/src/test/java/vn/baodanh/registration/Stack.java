package vn.baodanh.registration;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.baodanh.local.Database;
import vn.baodanh.local.PostgresStore;
import vn.baodanh.local.RedisStore;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.person.Candidates;
import vn.baodanh.registration.person.Role;

/**
 * One installation of the service: a database of its own, a Redis of its own, a portal, and as many
 * nodes as a test asks for. The Postgres server is shared by all tests of this JVM and stops with
 * it.
 */
final class Stack implements AutoCloseable {
  static final PostgresStore POSTGRES = PostgresStore.temporary();

  /** On two cores that others keep busy, too. */
  private static final long PATIENCE_NS = 30_000_000_000L;

  private static final long LOOK_EVERY_NS = 10_000_000;

  private final String database;
  private final Database owners;
  private final Vertx vertx = Vertx.vertx();
  final TestPortal portal = new TestPortal(vertx);
  private final Deque<Node> nodes = new ArrayDeque<>();
  final RedisStore redis = RedisStore.temporary();

  /**
   * @param database its name, letters and underscores; not used by another test
   */
  Stack(String database) {
    this.database = database;
    POSTGRES.createDatabase("registration"); // its roles are those of every installation
    POSTGRES.recreateDatabase(database); // a test that is run again begins anew
    owners = new Database(POSTGRES.jdbcUrl(owner(), database));
  }

  /** Another node; its settings differ from the usual ones by these names and values. */
  Node node(String... namesAndValues) {
    Node node = started(Duration.ZERO, namesAndValues);
    eventually("its clock is compared", () -> !node.readiness().body().contains("clock"));
    return node;
  }

  /** Another node whose clock is wrong by this much. */
  Node nodeWithClock(Duration off) {
    return started(off);
  }

  private Node started(Duration clockOff, String... namesAndValues) {
    Node node = new Node(portal, clockOff, environment(namesAndValues));
    nodes.push(node);
    return node;
  }

  private Map<String, String> environment(String... namesAndValues) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HTTP_PORT", "0");
    environment.put("MANAGEMENT_PORT", "0");
    environment.put("EVENT_LOOPS", "2");
    environment.put("DATABASE_URL", POSTGRES.url("registration", database));
    environment.put("MIGRATION_DATABASE_URL", ownersUrl());
    environment.put("REDIS_URL", redis.url());
    environment.put("PORTAL_ISSUER", portal.issuer());
    environment.put("ALLOW_DEVELOPMENT_KEYS", "true");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return environment;
  }

  /** The address of this installation's database for the service's role. */
  String databaseUrl() {
    return POSTGRES.url("registration", database);
  }

  /** The same for the owner of its tables. */
  String ownersUrl() {
    return POSTGRES.url(owner(), database);
  }

  /** The id by which the service knows this person. */
  UUID candidate(String subject) {
    return Candidates.idOf(portal.issuer(), subject);
  }

  /** A server of somebody else, that answers like this, on a port of its own. */
  HttpServer server(Handler<HttpServerRequest> answers) {
    return vertx.createHttpServer().requestHandler(answers).listen(0, "127.0.0.1").await();
  }

  RedisClient redis() {
    return new RedisClient(redis.url());
  }

  void stop(Node node) {
    nodes.remove(node);
    node.close();
  }

  void stopNodes() {
    while (!nodes.isEmpty()) {
      nodes.pop().close();
    }
  }

  /**
   * Moves the window, in seconds from now by the database's clock, and waits until every node shows
   * it.
   *
   * @return when it closes
   */
  Instant moveWindow(double opensInS, double closesInS) {
    execute(
        """
        UPDATE season_window SET opens_at = now() + %f * interval '1 second',
          closes_at = now() + %f * interval '1 second'
        WHERE id = '2026-preferences'
        """
            .formatted(opensInS, closesInS));
    long closesUs =
        count(
            "SELECT (extract(epoch FROM closes_at) * 1e6)::bigint FROM season_window WHERE id ="
                + " '2026-preferences'");
    for (Node node : nodes) {
      eventually(
          "the window is moved",
          () -> Device.ask(node.port(), "/v1/season").body().contains(Micros.text(closesUs)));
    }
    return Micros.instant(closesUs);
  }

  /** Lets this person act in a role for a day, as from a minute ago. */
  void grant(String subject, Role role, String organisation) {
    execute(granting(subject, role, organisation));
  }

  /** Every role, of one organisation each. */
  void grantEverything(String subject) {
    execute(
        Stream.of(Role.values())
            .map(role -> granting(subject, role, organisation(role, true)))
            .collect(Collectors.joining(";")));
  }

  private String granting(String subject, Role role, String organisation) {
    return """
    INSERT INTO staff_grant (person_id, subject, role, organisation, valid_from, valid_until)
    VALUES ('%s', '%s', '%s', '%s', now() - interval '1 minute', now() + interval '1 day')
    """
        .formatted(candidate(subject), subject, role.text(), organisation);
  }

  /** An organisation with which this role goes: one, or another. */
  static String organisation(Role role, boolean one) {
    return switch (role) {
      case SCHOOL -> one ? "01-005" : "02-005";
      case DEPARTMENT -> one ? "01" : "02";
      case INSTITUTION -> one ? "BKA" : "QHI";
      case FINANCE, FINANCE_APPROVER, AUDITOR, OPERATOR, OPERATOR_APPROVER -> "";
    };
  }

  /** From an hour ago to an hour from now. */
  void openWindow() {
    moveWindow(-3600, 3600);
  }

  /** Does this as the owner of the tables. */
  void execute(String sql) {
    owners.execute(sql);
  }

  Connection connect(String role) throws SQLException {
    return DriverManager.getConnection(POSTGRES.jdbcUrl(role, database));
  }

  /** Nobody of ours is connected to the database afterwards, until somebody asks it again. */
  void disconnect() {
    owners.close();
  }

  private String owner() {
    return database + "_owner";
  }

  long count(String sql) {
    return Long.parseLong(text(sql));
  }

  /** Does this while nobody can write to a table: who wants to waits until it is done. */
  void whileNobodyWritesTo(String table, Runnable work) {
    try (Connection db = connect(owner());
        Statement statement = db.createStatement()) {
      db.setAutoCommit(false);
      statement.execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
      try {
        work.run();
      } finally {
        db.rollback();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Does this while nobody records, or tells the queue anything: who wants to asks until it is
   * done.
   */
  void whileNobodyRecords(Runnable work) {
    try (Connection db = connect(owner());
        Statement statement = db.createStatement()) {
      statement.execute("SET lock_timeout = '30s'");
      statement.execute("SELECT pg_advisory_lock(7301, id) FROM partition");
      work.run();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers queries with rows. */
  interface Moment {
    List<List<String>> rows(String sql);
  }

  /** Looks at the database as it is at one moment, whoever writes meanwhile. */
  void atOneMoment(Consumer<Moment> look) {
    try (Connection db = connect(owner())) {
      db.setAutoCommit(false);
      db.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      look.accept(sql -> rows(db, sql));
      db.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the sessions of all who record or project: whoever is first goes on. */
  void terminateOwners() {
    terminate("SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'advisory'");
  }

  /** Ends these sessions of this installation's database, and waits until they are gone. */
  void terminate(String pids) {
    try (Connection db = POSTGRES.superuser();
        Statement statement = db.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '%s' AND pid IN (%s)"
              .formatted(database, pids));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Copies the database's files as they are; to be called while no node runs. */
  void copy() {
    copyDatabase(database, database + "_copy");
  }

  /** Puts the copy in the database's place, as after a disaster; while no node runs. */
  void putCopyBack() {
    copyDatabase(database + "_copy", database);
  }

  private void copyDatabase(String from, String to) {
    disconnect();
    try (Connection db = POSTGRES.superuser();
        Statement statement = db.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + to + " WITH (FORCE)");
      statement.execute(
          "CREATE DATABASE %s TEMPLATE %s OWNER %s STRATEGY FILE_COPY"
              .formatted(to, from, owner()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How often each filing stands in the journal, by its id. */
  Map<String, Long> journal() {
    Map<String, Long> times = new HashMap<>();
    rows("SELECT filing_id FROM filing_journal")
        .forEach(row -> times.merge(row.getFirst(), 1L, Long::sum));
    return times;
  }

  /** Waits until every one of these answers' filings is recorded; fails if one is twice. */
  void awaitRecordedOnce(Collection<Answer> answers) {
    var ids = answers.stream().map(Answer::id).collect(Collectors.toSet());
    eventually("recorded: " + ids.size(), () -> journal().keySet().containsAll(ids));
    journal()
        .forEach((id, times) -> {
          if (times != 1) {
            throw new AssertionError(id + " is recorded " + times + " times");
          }
        });
  }

  /** The first column of the first row. */
  String text(String sql) {
    return rows(sql).getFirst().getFirst();
  }

  List<List<String>> rows(String sql) {
    return owners.rows(sql);
  }

  private static List<List<String>> rows(Connection db, String sql) {
    try (Statement statement = db.createStatement()) {
      return Database.rows(statement, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
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

  /**
   * Asks again until the answer is yes; fails if it is still no to a question that was asked so
   * long after the first one. When the machine stands still, questions are asked later, and no
   * answer of the service is to blame.
   */
  static void within(Duration most, String what, BooleanSupplier question) {
    Instant begun = Instant.now();
    eventually(
        what,
        () -> {
          Duration since = Duration.between(begun, Instant.now());
          boolean yes = question.getAsBoolean();
          if (!yes && since.compareTo(most) > 0) {
            throw new AssertionError("not yet after " + since + ": " + what);
          }
          return yes;
        });
  }

  static void sleep(long ms) {
    LockSupport.parkNanos(ms * 1_000_000);
  }

  @Override
  public void close() {
    stopNodes();
    vertx.close().await();
    redis.close();
    owners.close();
  }
}
