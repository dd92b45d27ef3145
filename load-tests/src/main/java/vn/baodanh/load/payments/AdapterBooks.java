package vn.baodanh.load.payments;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the adapter's database says at one moment, read from outside.
 *
 * @param lastEvent the highest position drawn for an event
 */
public record AdapterBooks(
    List<Bill> bills,
    List<Attempt> attempts,
    List<Entry> entries,
    List<Difference> differences,
    List<Refund> refunds,
    List<Event> events,
    long lastEvent) {

  public record Bill(String id, String state, long amount, Optional<String> settledBy) {}

  public record Attempt(String reference, String bill, long amount, String state) {}

  /** A row of the ledger. */
  public record Entry(String cause, String debit, String credit, long amount, String reference) {}

  /** A row of the worklist. */
  public record Difference(String kind, String reference, String transactionNo, long amount) {}

  public record Refund(
      String reference,
      long amount,
      String state,
      String reason,
      Optional<String> requestId,
      Optional<String> preparedBy,
      Optional<String> releasedBy) {}

  public record Event(long position, String type, String bill, Optional<String> reference) {}

  /**
   * Reads everything in one snapshot.
   *
   * @param jdbcUrl of a role that may read all tables
   */
  public static AdapterBooks read(String jdbcUrl) throws SQLException {
    try (var database = DriverManager.getConnection(jdbcUrl)) {
      database.setAutoCommit(false);
      database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return new AdapterBooks(
          rows(
              database,
              "SELECT id, state, amount, settled_by FROM bill",
              row -> new Bill(row.getString(1), row.getString(2), row.getLong(3), text(row, 4))),
          rows(
              database,
              "SELECT reference, bill_id, amount, state FROM attempt",
              row ->
                  new Attempt(
                      row.getString(1), row.getString(2), row.getLong(3), row.getString(4))),
          rows(
              database,
              "SELECT cause, debit, credit, amount, reference FROM ledger_entry ORDER BY id",
              row ->
                  new Entry(
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      row.getLong(4),
                      row.getString(5))),
          rows(
              database,
              "SELECT kind, reference, transaction_no, amount FROM difference ORDER BY id",
              row ->
                  new Difference(
                      row.getString(1), row.getString(2), row.getString(3), row.getLong(4))),
          rows(
              database,
              """
              SELECT reference, amount, state, reason, request_id, prepared_by, released_by
              FROM refund
              """,
              row ->
                  new Refund(
                      row.getString(1),
                      row.getLong(2),
                      row.getString(3),
                      row.getString(4),
                      text(row, 5),
                      text(row, 6),
                      text(row, 7))),
          rows(
              database,
              "SELECT position, type, bill_id, reference FROM event ORDER BY position",
              row -> new Event(row.getLong(1), row.getString(2), row.getString(3), text(row, 4))),
          rows(database, "SELECT position FROM event_position", row -> row.getLong(1)).getFirst());
    }
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> List<T> rows(Connection database, String sql, Reader<T> reader)
      throws SQLException {
    try (var statement = database.createStatement();
        var found = statement.executeQuery(sql)) {
      var rows = new ArrayList<T>();
      while (found.next()) {
        rows.add(reader.read(found));
      }
      return rows;
    }
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
