package vn.baodanh.local;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * The season's window for preferences, open now: the season of the catalogue may be over, and
 * someone at home wants to file all the same. Changed through SQL, as an operator does.
 */
public final class SeasonWindow {
  /** A changed window is in force on every node within 5 s. */
  private static final Duration IN_FORCE_WITHIN = Duration.ofSeconds(10);

  private SeasonWindow() {}

  /** Leaves a window alone that is open for another hour. */
  public static void open(PostgresStore postgres, String api) {
    var change =
        """
        UPDATE season_window
           SET opens_at = now() - interval '1 day', closes_at = now() + interval '30 days'
         WHERE id = '2026-preferences'
           AND now() NOT BETWEEN opens_at AND closes_at - interval '1 hour'
        """;
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl("registration_owner", "registration"));
        var statement = connection.createStatement()) {
      statement.execute(change);
    } catch (SQLException e) {
      throw new LocalFault("Cannot open the season's window: " + e.getMessage(), e);
    }
    if (!Await.until(IN_FORCE_WITHIN, () -> isOpen(api))) {
      throw new LocalFault("The season's window was opened, but the service does not say so");
    }
  }

  private static boolean isOpen(String api) {
    try (var in = URI.create(api + "/v1/season").toURL().openStream()) {
      var season = new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return season.getJsonArray("windows").stream()
          .map(JsonObject.class::cast)
          .filter(window -> window.getString("step").equals("preferences"))
          .anyMatch(window -> Instant.parse(window.getString("closes")).isAfter(Instant.now()));
    } catch (IOException | DecodeException e) {
      return false;
    }
  }
}
