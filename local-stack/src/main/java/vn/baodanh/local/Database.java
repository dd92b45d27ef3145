package vn.baodanh.local;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A database as tests ask it, again and again. Connections are kept between questions, since each
 * new one is a new process of Postgres. Any number of threads may ask at once.
 */
public final class Database implements AutoCloseable {
  private static final int VALID_WITHIN_S = 2;

  private final String jdbcUrl;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

  public Database(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  /** Does this; what Postgres refuses is an IllegalStateException with its message. */
  public void execute(String sql) {
    ask(statement -> statement.execute(sql));
  }

  /** Rows, each with its columns as text. */
  public List<List<String>> rows(String sql) {
    return ask(statement -> rows(statement, sql));
  }

  /** The same on a connection of one's own. */
  public static List<List<String>> rows(Statement statement, String sql) throws SQLException {
    try (var found = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getString(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** A new connection, for whoever asks to close. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl);
  }

  private interface Question<T> {
    T askedBy(Statement statement) throws SQLException;
  }

  private <T> T ask(Question<T> question) {
    try {
      Connection connection = idleOrNew();
      T answer;
      try (var statement = connection.createStatement()) {
        answer = question.askedBy(statement);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      idle.push(connection);
      return answer;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private Connection idleOrNew() throws SQLException {
    for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
      if (kept.isValid(VALID_WITHIN_S)) {
        return kept;
      }
      kept.close();
    }
    return connect();
  }

  /** Ends the connections that are kept; who asks afterwards gets a new one. */
  @Override
  public void close() {
    try {
      for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
        kept.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
