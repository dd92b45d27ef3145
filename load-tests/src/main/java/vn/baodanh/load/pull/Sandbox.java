package vn.baodanh.load.pull;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Fills a trial with generated applicants of every institution, for universities to try their
 * programs on.
 */
final class Sandbox {
  private static final String USAGE = "Usage: load-tests/sandbox [--candidates N], N from 4 on";
  private static final int CANDIDATES = 10_000;
  private static final long SEED = 2026;

  private Sandbox() {}

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    try {
      int candidates = candidates(List.of(arguments));
      System.out.println(fill(jdbc(System.getenv("MIGRATION_DATABASE_URL")), candidates));
      System.exit(0);
    } catch (IllegalArgumentException | IllegalStateException wrong) {
      System.err.println(wrong.getMessage());
    } catch (SQLException failure) {
      System.err.println("The trial could not be filled: " + failure.getMessage());
    } catch (InterruptedException stopped) {
      System.err.println("Stopped; erase the trial and begin again");
    }
    System.exit(2);
  }

  private static int candidates(List<String> arguments) {
    if (arguments.isEmpty()) {
      return CANDIDATES;
    }
    if (arguments.size() == 2
        && arguments.getFirst().equals("--candidates")
        && arguments.getLast().matches("[0-9]{1,7}")
        && Integer.parseInt(arguments.getLast()) >= 4) {
      return Integer.parseInt(arguments.getLast());
    }
    throw new IllegalArgumentException(USAGE);
  }

  /** The service's form of a database's address, as JDBC has it. */
  private static String jdbc(@Nullable String address) {
    if (address == null) {
      throw new IllegalArgumentException(
          "MIGRATION_DATABASE_URL is missing: the trial's database, as its owner");
    }
    if (!address.matches("postgres(ql)?://[^/?#\\s]+/[^/?#\\s]+")) {
      throw new IllegalArgumentException(
          "MIGRATION_DATABASE_URL is not of the form postgresql://OWNER:PASSWORD@HOST:5432/TRIAL");
    }
    var url = URI.create(address);
    var owner = (url.getRawUserInfo() == null ? "" : url.getRawUserInfo()).split(":", 2);
    if (owner.length < 2) {
      throw new IllegalArgumentException("MIGRATION_DATABASE_URL names no user and password");
    }
    return "jdbc:postgresql://%s:%d%s?user=%s&password=%s"
        .formatted(
            url.getHost(),
            url.getPort() < 0 ? 5432 : url.getPort(),
            url.getPath(),
            owner[0],
            owner[1]);
  }

  /**
   * Fills it.
   *
   * @param jdbcUrl of the trial's database, as the owner of its tables
   * @throws IllegalStateException saying why nothing was put there
   */
  static String fill(String jdbcUrl, int candidates) throws SQLException, InterruptedException {
    try (var database = DriverManager.getConnection(jdbcUrl);
        var statement = database.createStatement();
        var found =
            statement.executeQuery(
                "SELECT coalesce(bool_or(trial), false), EXISTS (SELECT FROM filing_journal) FROM"
                    + " installation")) {
      found.next();
      if (!found.getBoolean(1)) {
        throw new IllegalStateException(
            "The database is not one of a trial; nothing was put there");
      }
      if (found.getBoolean(2)) {
        throw new IllegalStateException("Somebody has filed there already; nothing was put there");
      }
    }
    long preferences = new Population(jdbcUrl, candidates, SEED).load();
    return "%,d candidates with %,d preferences are on file"
        .formatted(candidates / 4 * 4, preferences);
  }
}
