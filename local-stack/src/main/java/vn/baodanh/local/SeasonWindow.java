package vn.baodanh.local;

import static java.util.stream.Collectors.toSet;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The season's windows for exam registration and preferences (in a trial, the trial's), open now:
 * the season of the catalogue may be over, and someone at home wants to file all the same. Moved
 * through SQL: operators cannot reach back.
 */
public final class SeasonWindow {
  /** A changed window is in force on every node within 5 s; the machine may be busy, too. */
  private static final Duration IN_FORCE_WITHIN = Duration.ofSeconds(30);

  private SeasonWindow() {}

  /** Leaves a window alone that is open for another hour, and those of single departments. */
  public static void open(PostgresStore postgres, String api) {
    var change =
        """
        UPDATE season_window
           SET opens_at = now() - interval '1 day', closes_at = now() + interval '30 days'
         WHERE season = (SELECT season FROM installation)
           AND step = ANY (CASE WHEN (SELECT trial FROM installation) THEN '{trial}' ELSE '{exam-registration,preferences}'::text[] END)
           AND department_code = '' AND now() NOT BETWEEN opens_at AND closes_at - interval '1 hour'
        """;
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl("registration_owner", "registration"));
        var statement = connection.createStatement()) {
      statement.execute(change);
    } catch (SQLException e) {
      throw new LocalFault("Cannot open the season's windows: " + e.getMessage(), e);
    }
    if (!Await.until(IN_FORCE_WITHIN, () -> isOpen(api))) {
      throw new LocalFault("The season's windows were opened, but the service does not say so");
    }
  }

  private static boolean isOpen(String api) {
    try (var in = URI.create(api + "/v1/season").toURL().openStream()) {
      var season = new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      var open =
          season.getJsonArray("windows").stream()
              .map(JsonObject.class::cast)
              .filter(window -> Instant.parse(window.getString("closes")).isAfter(Instant.now()))
              .map(window -> window.getString("step"))
              .collect(toSet());
      return season.getBoolean("trial")
          ? open.contains("trial")
          : open.containsAll(List.of("exam-registration", "preferences"));
    } catch (IOException | DecodeException e) {
      return false;
    }
  }
}
