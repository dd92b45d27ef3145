package vn.baodanh.load.windows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
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
 * @param changes that came into force meanwhile
 * @param close tries within a second of one of these
 * @param misjudged taken outside every window, or refused although one was open all the time
 * @param journaledOutside in the journal although received outside every window
 * @param lost taken and not in the journal
 */
record Verdict(
    Map<String, Integer> counts,
    int later,
    int changes,
    long close,
    List<String> misjudged,
    int journaledOutside,
    int lost) {
  private static final long CLOSE_US = 1_000_000;

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
    long[] changes = changesDuring(tries, oracle);
    long close = tries.stream().filter(one -> isClose(one, changes)).count();
    return new Verdict(counts, later, changes.length, close, misjudged, outside, taken.size());
  }

  private static long[] changesDuring(List<Try> tries, WindowOracle oracle) {
    return tries.isEmpty()
        ? new long[0]
        : oracle.changes(
            tries.stream().mapToLong(Try::sentUs).min().orElseThrow(),
            tries.stream().mapToLong(Try::heardUs).max().orElseThrow());
  }

  /** Whether it was received, or sent if that is not known, within a second of a change. */
  private static boolean isClose(Try one, long[] changes) {
    long us = one.told() instanceof Told.Taken taken ? taken.receivedUs() : one.sentUs();
    return Arrays.stream(changes).anyMatch(change -> Math.abs(us - change) <= CLOSE_US);
  }

  /** Nothing wrong, and every kind of thing happened that was to happen. */
  boolean holds(List<String> expected) {
    return misjudged.isEmpty()
        && journaledOutside == 0
        && lost == 0
        && expected.stream().allMatch(kind -> counts.getOrDefault(kind, 0) > 0);
  }
}
