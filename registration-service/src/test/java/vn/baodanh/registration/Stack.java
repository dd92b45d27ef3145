package vn.baodanh.registration;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.baodanh.kit.Metrics;
import vn.baodanh.kit.ReadinessCheck;
import vn.baodanh.local.PostgresStore;
import vn.baodanh.local.RedisStore;

/** Real Postgres, real Redis, a portal, and as many nodes of the service as a test asks for. */
final class Stack implements AutoCloseable {
  final Metrics metrics = new Metrics();
  final Vertx vertx = metrics.vertx(2);
  final PostgresStore postgres = PostgresStore.temporary();
  final RedisStore redis = RedisStore.temporary();
  final TestPortal portal = new TestPortal(vertx);
  final HttpClient http = HttpClient.newHttpClient();
  private final List<Registration> nodes = new ArrayList<>();

  Stack() {
    postgres.createDatabase("registration");
  }

  /** Another node, with settings of its own. */
  Registration node(Clock clock, String... namesAndValues) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HTTP_PORT", "0");
    environment.put("MANAGEMENT_PORT", "0");
    environment.put("DATABASE_URL", postgres.url("registration", "registration"));
    environment.put("MIGRATION_DATABASE_URL", postgres.url("registration_owner", "registration"));
    environment.put("REDIS_URL", redis.url());
    environment.put("PORTAL_ISSUER", portal.issuer());
    environment.put("ALLOW_DEVELOPMENT_KEYS", "true");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    Registration node =
        new Registration(
            vertx, metrics, RegistrationSettings.of(environment), clock, new AlwaysReady());
    nodes.add(node);
    return node;
  }

  Registration node(String... namesAndValues) {
    return node(Clock.systemUTC(), namesAndValues);
  }

  private record AlwaysReady() implements ReadinessCheck {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public Optional<String> fault() {
      return Optional.empty();
    }
  }

  /** Opens the window from an hour ago to an hour from now, as the owner of the tables. */
  void openWindow() {
    owner(
        "UPDATE season_window SET opens_at = now() - interval '1 hour', closes_at = now() +"
            + " interval '1 hour'");
  }

  void owner(String sql) {
    try (Connection db =
            DriverManager.getConnection(postgres.jdbcUrl("registration_owner", "registration"));
        Statement statement = db.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long count(String sql) {
    try (Connection db =
            DriverManager.getConnection(postgres.jdbcUrl("registration_owner", "registration"));
        Statement statement = db.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> file(
      Registration node,
      String subject,
      String key,
      String version,
      String body,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(node, "/v1/me/preferences"))
            .header("Authorization", "Bearer " + portal.token(subject))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .header("If-Match", "\"" + version + "\"")
            .PUT(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> get(Registration node, String subject, String path) {
    return send(
        HttpRequest.newBuilder(uri(node, path))
            .header("Authorization", "Bearer " + portal.token(subject))
            .build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static URI uri(Registration node, String path) {
    return URI.create("http://127.0.0.1:" + node.port() + path);
  }

  /** Asks again until the answer is yes, for at most ten seconds. */
  static void eventually(String what, java.util.function.BooleanSupplier question) {
    long end = System.nanoTime() + 10_000_000_000L;
    while (!question.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 10 s: " + what);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public void close() {
    nodes.reversed().forEach(Registration::close);
    vertx.close().await();
    redis.close();
    postgres.close();
  }
}
