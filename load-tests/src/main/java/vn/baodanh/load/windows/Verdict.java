package vn.baodanh.load.windows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import vn.baodanh.load.windows.Tries.Told;
import vn.baodanh.load.windows.Tries.Try;

/**
 * What was told and recorded, held against the windows.
 *
 * @param counts lists by department and what became of them
 * @param later answers to come again
 * @param misjudged taken outside every window, or refused although one was open all the time
 * @param journaledOutside in the journal although received outside every window
 * @param lost taken and not in the journal
 */
record Verdict(
    Map<String, Integer> counts,
    int later,
    List<String> misjudged,
    int journaledOutside,
    int lost) {
  private static final String JOURNAL =
      """
      SELECT j.filing_id, j.received_us, coalesce(r.department_code, '')
      FROM filing_journal j LEFT JOIN current_filing r ON r.candidate_id = j.candidate_id AND r.kind = 2
      WHERE j.kind = 1
      """;

  static Verdict of(List<Try> tries, Connection database) throws SQLException {
    var oracle = new WindowOracle(database);
    var counts = new TreeMap<String, Integer>();
    var misjudged = new ArrayList<String>();
    var taken = new HashSet<UUID>();
    int later = 0;
    for (var one : tries) {
      var department = one.department().isEmpty() ? "none" : one.department();
      switch (one.told()) {
        case Told.Taken(var filing, var receivedUs) -> {
          taken.add(filing);
          counts.merge(department + " taken", 1, Integer::sum);
          if (!oracle.isOpen(one.department(), receivedUs)) {
            misjudged.add("taken: " + one);
          }
        }
        case Told.Closed() -> {
          counts.merge(department + " refused", 1, Integer::sum);
          if (oracle.isOpen(one.department(), one.sentUs())
              && oracle.isOpen(one.department(), one.heardUs())) {
            misjudged.add("refused: " + one);
          }
        }
        case Told.Later() -> later++;
        case Told.Other other -> misjudged.add("answered: " + one);
      }
    }
    int outside = 0;
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(JOURNAL)) {
      while (rows.next()) {
        taken.remove(rows.getObject(1, UUID.class));
        outside += oracle.isOpen(rows.getString(3), rows.getLong(2)) ? 0 : 1;
      }
    }
    return new Verdict(counts, later, misjudged, outside, taken.size());
  }

  /** Nothing wrong, and every kind of thing happened that was to happen. */
  boolean holds(List<String> expected) {
    return misjudged.isEmpty()
        && journaledOutside == 0
        && lost == 0
        && expected.stream().allMatch(kind -> counts.getOrDefault(kind, 0) > 0);
  }
}
