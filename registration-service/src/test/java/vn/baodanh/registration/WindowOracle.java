package vn.baodanh.registration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.baodanh.registration.filing.Micros;

/**
 * Says whether preferences could be filed at a moment, from the rows of windows alone, without a
 * line of the service's own judgement.
 */
final class WindowOracle {
  private record Row(
      String id,
      String department,
      String replaces,
      long version,
      long effectiveUs,
      long opensUs,
      long closesUs,
      boolean hidden) {}

  private final List<Row> rows = new ArrayList<>();

  /** Of the windows as they are now; those that are over do not change any more. */
  WindowOracle(Stack stack) {
    stack
        .rows(
            """
            SELECT id, department_code, replaces, version, (extract(epoch FROM effective_at) * 1e6)::bigint,
              (extract(epoch FROM opens_at) * 1e6)::bigint, (extract(epoch FROM closes_at) * 1e6)::bigint, hidden
            FROM season_window WHERE season = '2026' AND step = 'preferences'
            """)
        .forEach(row ->
            rows.add(
                new Row(
                    row.get(0),
                    row.get(1),
                    row.get(2),
                    Long.parseLong(row.get(3)),
                    Long.parseLong(row.get(4)),
                    Long.parseLong(row.get(5)),
                    Long.parseLong(row.get(6)),
                    row.get(7).equals("t"))));
  }

  boolean isOpen(String department, Instant moment) {
    return isOpen(department, Micros.of(moment));
  }

  boolean isOpen(String department, long us) {
    for (Row row : rows) {
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
