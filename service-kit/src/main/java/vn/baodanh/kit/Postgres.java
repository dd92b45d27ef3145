package vn.baodanh.kit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;

/** How a service reaches PostgreSQL. */
public final class Postgres {

  private static final int PIPELINING = 256; // a batch of statements travels in one round trip
  private static final int PREPARED_STATEMENTS = 128; // far more than a service has statements
  private static final int LONGEST_STATEMENT_CHARS = 8192;
  private static final int SERVER_VERSION = 180000;
  private static final long LONGEST_READ_MS = 3_000; // whoever looks is told to come again, then
  private static final Duration SLOWEST_START = Duration.ofSeconds(20);
  private static final Duration ASK_AGAIN = Duration.ofMillis(100);

  /**
   * How long what was sent may stay unconfirmed by the other machine's TCP (RFC 5482); by itself
   * Linux gives up after 15 minutes.
   */
  private static final int LONGEST_UNCONFIRMED_MS = 10_000;

  private static final int CONNECT_RETRIES = 0; // whoever asks decides whether to wait

  private static final Pattern AWAY_STATE = Pattern.compile("08|53|57|25P");
  private static final Problem UNAVAILABLE =
      Problem.of(
              503,
              "unavailable",
              "Hệ thống tạm thời chưa trả lời được. Xin gửi lại sau ít giây.",
              "The service cannot answer right now. Send it again in a few seconds.")
          .withRetryAfter(Duration.ofSeconds(2));

  private Postgres() {}

  /** A pool with bounds on connections and on waiting. Connects when first used. */
  public static Pool pool(Vertx vertx, PostgresSettings settings) {
    return pool(vertx, settings, Map.of());
  }

  /**
   * The same.
   *
   * @param parameters of the server's that differ on these connections, by name
   */
  public static Pool pool(Vertx vertx, PostgresSettings settings, Map<String, String> parameters) {
    var bounds =
        new PoolOptions()
            .setMaxSize(settings.poolSize())
            .setMaxWaitQueueSize(settings.waitQueueSize())
            .setConnectionTimeout((int) settings.connectTimeout().toMillis())
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
            .setName("postgres");
    return pool(vertx, settings, parameters, bounds);
  }

  /**
   * A session of its own, for one that holds locks: it ends when it is closed.
   *
   * @param parameters as in {@link #pool(Vertx, PostgresSettings, Map)}
   */
  public static Future<PostgresSession> session(
      Vertx vertx, PostgresSettings settings, Map<String, String> parameters) {
    // The socket's timeout alone: closing a pool because a request timed out in it throws inside
    // Vert.x 5 (NullPointerException), and a test stood still.
    var one = new PoolOptions().setMaxSize(1).setConnectionTimeout(0).setName("postgres-sessions");
    var pool = pool(vertx, settings, parameters, one);
    return pool.getConnection()
        .map(connection -> new PostgresSession(connection, pool))
        .onFailure(failure -> pool.close());
  }

  private static Pool pool(
      Vertx vertx, PostgresSettings settings, Map<String, String> parameters, PoolOptions bounds) {
    var connect =
        PgConnectOptions.fromUri(settings.url().toString())
            .setPipeliningLimit(PIPELINING)
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS)
            .setPreparedStatementCacheSqlFilter(sql -> sql.length() <= LONGEST_STATEMENT_CHARS)
            .setReconnectAttempts(CONNECT_RETRIES);
    parameters.forEach(connect::addProperty);
    var net =
        new NetClientOptions()
            .setConnectTimeout((int) settings.connectTimeout().toMillis())
            .setTcpKeepAlive(true)
            .setTcpUserTimeout(LONGEST_UNCONFIRMED_MS);
    return PgBuilder.pool().using(vertx).connectingTo(connect).with(bounds).with(net).build();
  }

  /**
   * The answer of somebody who reads for a request that waits: fails if it takes longer than 3 s. A
   * server that stands still, or is cut off, answers never.
   */
  public static <T> Future<T> inTime(Future<T> answer) {
    return answer.timeout(LONGEST_READ_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * {@link #inTime} for a request that can do nothing without the answer: fails with 503 {@code
   * unavailable} while the server is away or overloaded. What was to be written may have been.
   */
  public static <T> Future<T> orUnavailable(Future<T> answer) {
    return inTime(answer)
        .recover(failure ->
            Future.failedFuture(isAway(failure) ? new ProblemException(UNAVAILABLE) : failure));
  }

  /**
   * SQLSTATE classes 08, 53 and 57: no connection, no resources, an operator's intervention; 25P:
   * it took too long (PostgreSQL manual, appendix A).
   */
  private static boolean isAway(Throwable failure) {
    return failure instanceof PgException refused
        ? AWAY_STATE.matcher(refused.getSqlState()).lookingAt()
        : failure instanceof VertxException
            || failure instanceof IOException
            || failure instanceof TimeoutException;
  }

  /**
   * A connection by JDBC, for what only it can do ({@code COPY}), on a thread that may block.
   *
   * @param url postgresql://user:password@host:port/database
   */
  public static Connection connect(URI url) throws SQLException {
    var userInfo = url.getRawUserInfo();
    int colon = userInfo.indexOf(':');
    return DriverManager.getConnection(
        jdbcUrl(url),
        decoded(userInfo.substring(0, colon)),
        decoded(userInfo.substring(colon + 1)));
  }

  /**
   * Brings the schema up to date. Blocks. Throws Flyway's exception, naming the migration, if one
   * fails.
   *
   * @param locations as Flyway takes them, {@code classpath:db/migration}
   */
  public static void migrate(JdbcSettings owner, String... locations) {
    var userInfo = owner.url().getRawUserInfo();
    int colon = userInfo.indexOf(':');
    Flyway.configure()
        .dataSource(
            jdbcUrl(owner.url()),
            decoded(userInfo.substring(0, colon)),
            decoded(userInfo.substring(colon + 1)))
        .locations(locations)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .cleanDisabled(true)
        .load()
        .migrate();
  }

  /**
   * Waits until the server answers, and fails unless it is durable. A machine that starts
   * everything at once is slow: a connection that comes late is no fault for 20 s. Blocks.
   *
   * @throws NotDurableException naming the settings
   */
  public static void awaitDurable(SqlClient db) {
    long end = System.nanoTime() + SLOWEST_START.toNanos();
    while (true) {
      try {
        checkDurable(db).await();
        return;
      } catch (NotDurableException e) {
        throw e;
      } catch (RuntimeException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(ASK_AGAIN.toNanos());
      }
    }
  }

  /**
   * Fails, naming the settings, unless a commit on this server survives a crash: version 18 or
   * newer, {@code fsync}, {@code full_page_writes} and {@code synchronous_commit} on.
   */
  public static Future<Void> checkDurable(SqlClient db) {
    return db.query(
            """
            select current_setting('server_version_num')::int as version,
                   current_setting('fsync') as fsync,
                   current_setting('full_page_writes') as full_page_writes,
                   current_setting('synchronous_commit') as synchronous_commit
            """)
        .execute()
        .compose(rows -> {
          var faults = faults(rows.iterator().next());
          return faults.isEmpty()
              ? Future.succeededFuture()
              : Future.failedFuture(new NotDurableException("Postgres", String.join(", ", faults)));
        });
  }

  private static List<String> faults(Row row) {
    var faults = new ArrayList<String>();
    if (row.getInteger("version") < SERVER_VERSION) {
      faults.add(
          "server_version_num is "
              + row.getInteger("version")
              + ", at least "
              + SERVER_VERSION
              + " is needed");
    }
    for (var setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
      if (!isDurable(setting, row.getString(setting))) {
        faults.add(setting + " is " + row.getString(setting) + ", must be on");
      }
    }
    return faults;
  }

  /** With {@code remote_apply}, a commit waits for the own disk and for more. */
  private static boolean isDurable(String setting, String value) {
    return value.equals("on")
        || setting.equals("synchronous_commit") && value.equals("remote_apply");
  }

  private static String jdbcUrl(URI url) {
    int port = url.getPort() < 0 ? 5432 : url.getPort();
    var query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return "jdbc:postgresql://" + url.getHost() + ":" + port + url.getRawPath() + query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
