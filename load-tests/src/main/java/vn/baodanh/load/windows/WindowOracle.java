package vn.baodanh.load.windows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Says whether preferences could be filed at a moment, from the rows of windows alone, without a
 * line of the service's own judgement.
 */
final class WindowOracle {
  private static final String ROWS =
      """
      SELECT id, department_code, replaces, version, (extract(epoch FROM effective_at) * 1e6)::bigint,
        (extract(epoch FROM opens_at) * 1e6)::bigint, (extract(epoch FROM closes_at) * 1e6)::bigint, hidden
      FROM season_window WHERE season = '2026' AND step = 'preferences'
      """;

  private record Row(
      String id,
      String department,
      String replaces,
      int version,
      long effectiveUs,
      long opensUs,
      long closesUs,
      boolean hidden) {}

  private final List<Row> rows = new ArrayList<>();

  /** Of the windows as they are now; those that are over do not change any more. */
  WindowOracle(Connection database) throws SQLException {
    try (var statement = database.createStatement();
        var found = statement.executeQuery(ROWS)) {
      while (found.next()) {
        rows.add(
            new Row(
                found.getString(1),
                found.getString(2),
                found.getString(3),
                found.getInt(4),
                found.getLong(5),
                found.getLong(6),
                found.getLong(7),
                found.getBoolean(8)));
      }
    }
  }

  /** Moments within this time at which a change came into force. */
  long[] changes(long fromUs, long toUs) {
    return rows.stream()
        .mapToLong(Row::effectiveUs)
        .filter(us -> fromUs <= us && us <= toUs)
        .distinct()
        .toArray();
  }

  /**
   * @param department the candidate's; empty for none
   */
  boolean isOpen(String department, long us) {
    for (var row : rows) {
      boolean isMine =
          row.department().equals(department)
              || row.department().isEmpty() && !isReplaced(row, department, us);
      boolean contains = row.opensUs() <= us && us < row.closesUs() && !row.hidden();
      if (isInForce(row, us) && isMine && contains) {
        return true;
      }
    }
    return false;
  }

  private boolean isReplaced(Row national, String department, long us) {
    return !department.isEmpty()
        && rows.stream()
            .anyMatch(row ->
                isInForce(row, us)
                    && row.department().equals(department)
                    && row.replaces().equals(national.id()));
  }

  private boolean isInForce(Row row, long us) {
    return row.effectiveUs() <= us
        && rows.stream()
            .noneMatch(later ->
                later.id().equals(row.id())
                    && later.version() > row.version()
                    && later.effectiveUs() <= us);
  }
}
