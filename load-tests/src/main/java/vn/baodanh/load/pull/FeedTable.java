package vn.baodanh.load.pull;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;

/** What the benchmark of pulls asks the database itself. */
final class FeedTable implements AutoCloseable {
  /** The service's query of a page, without putting the lines of a page together. */
  private static final String LINES =
      "SELECT line FROM application_line WHERE institution_code = '%s' ORDER BY last_position,"
          + " position";

  private static final String PAGE =
      """
      SELECT count(*)::int, convert_to(string_agg(line || E'\\n', '' ORDER BY position), 'UTF8') FROM application_line
      WHERE institution_code = '%1$s' AND last_position > %2$d AND last_position < %3$d + 32
        AND position > %2$d AND position <= %3$d
      """;

  private final Connection database;

  FeedTable(String jdbcUrl) throws SQLException {
    database = DriverManager.getConnection(jdbcUrl);
    try (var statement = database.createStatement()) {
      statement.execute("SET jit = off"); // compiling would slow a COPY of some seconds
    }
  }

  /** Which institution has most changes. */
  String largest() throws SQLException {
    return texts(
            "SELECT institution_code FROM application_change GROUP BY 1 ORDER BY max(last_position)"
                + " DESC LIMIT 1")
        .getFirst();
  }

  /** How Postgres reads the whole feed, and a page of it. */
  List<String> plans(String institution) throws SQLException {
    var plans = new ArrayList<String>();
    plans.addAll(texts("EXPLAIN " + LINES.formatted(institution)));
    plans.addAll(
        texts("EXPLAIN (ANALYZE, BUFFERS OFF) " + PAGE.formatted(institution, 1_000, 2_000)));
    return plans;
  }

  /** The yardstick: lines a second by COPY of the same lines to a client in this process. */
  double copiedPerSecond(String institution) throws SQLException {
    long start = System.nanoTime();
    long lines = 0;
    var copy =
        database
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY (" + LINES.formatted(institution) + ") TO STDOUT");
    while (copy.readFromCopy() != null) {
      lines++;
    }
    return lines * 1e9 / (System.nanoTime() - start);
  }

  /** Lets this person act for the institution. */
  void grant(UUID person, String subject, String institution) throws SQLException {
    try (var insert =
        database.prepareStatement(
            """
            INSERT INTO staff_grant (person_id, subject, role, organisation, valid_from, valid_until)
            VALUES (?, ?, 'institution', ?, now() - interval '1 minute', now() + interval '1 day')
            """)) {
      insert.setObject(1, person);
      insert.setString(2, subject);
      insert.setString(3, institution);
      insert.executeUpdate();
    }
  }

  private List<String> texts(String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
