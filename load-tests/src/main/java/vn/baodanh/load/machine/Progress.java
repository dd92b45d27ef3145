package vn.baodanh.load.machine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;

/** How far the service has recorded, as another connection sees it: what is committed. */
public final class Progress implements AutoCloseable {
  private final Connection database;

  public Progress(String jdbcUrl) throws SQLException {
    database = DriverManager.getConnection(jdbcUrl);
  }

  /** Place of the last journal row of each partition. */
  public long[] seqs() throws SQLException {
    try (var statement = database.prepareStatement("SELECT seq FROM partition ORDER BY id");
        var rows = statement.executeQuery()) {
      var seqs = new long[256];
      int count = 0;
      while (rows.next()) {
        seqs[count++] = rows.getLong(1);
      }
      return Arrays.copyOf(seqs, count);
    }
  }

  /** How many filings are recorded. */
  public long recorded() throws SQLException {
    return number("SELECT coalesce(sum(seq), 0) FROM partition");
  }

  /** How many of them are projected to their institutions. */
  public long projected() throws SQLException {
    return number("SELECT coalesce(sum(seq), 0) FROM application_cursor");
  }

  private long number(String sql) throws SQLException {
    try (var statement = database.prepareStatement(sql);
        var row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
