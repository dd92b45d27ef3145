package vn.baodanh.registration.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.baodanh.registration.filing.Preference;
import vn.baodanh.registration.filing.PreferenceList;

/** Compares lists with the ones before them, institution by institution. Pure. */
final class Changes {
  private Changes() {}

  /**
   * Where these rows begin to change a list that may have been there before: the first row of each
   * candidate, unless it is the candidate's first list of all.
   */
  static Map<UUID, Long> seqsWithListsBefore(List<JournaledList> rows) {
    Map<UUID, JournaledList> firstRows = new HashMap<>();
    for (JournaledList row : rows) {
      if (row.applied()) {
        firstRows.putIfAbsent(row.candidate(), row);
      }
    }
    Map<UUID, Long> seqs = new HashMap<>();
    firstRows.forEach((candidate, row) -> {
      if (!row.first()) {
        seqs.put(candidate, row.seq());
      }
    });
    return seqs;
  }

  /**
   * @param rows of one partition, in its order
   * @param before the canonical list that counted before these rows, by candidate; absent for none
   */
  static List<Change> of(List<JournaledList> rows, Map<UUID, byte[]> before) {
    List<Change> changes = new ArrayList<>();
    Map<UUID, Map<String, String>> current = new HashMap<>();
    for (JournaledList row : rows) {
      if (row.applied()) {
        Map<String, String> chosen = byInstitution(row.content());
        Map<String, String> old = current.get(row.candidate());
        if (old == null) {
          byte[] content = before.get(row.candidate());
          old = content == null ? Map.of() : byInstitution(content);
        }
        compare(row, old, chosen, changes);
        current.put(row.candidate(), chosen);
      }
    }
    return changes;
  }

  private static void compare(
      JournaledList row,
      Map<String, String> old,
      Map<String, String> chosen,
      List<Change> changes) {
    chosen.forEach((institution, programmes) -> {
      if (!programmes.equals(old.get(institution))) {
        changes.add(new Change(institution, row.candidate(), row.seq(), programmes));
      }
    });
    old.forEach((institution, programmes) -> {
      if (!chosen.containsKey(institution)) {
        changes.add(new Change(institution, row.candidate(), row.seq(), ""));
      }
    });
  }

  private static Map<String, String> byInstitution(byte[] content) {
    Map<String, String> programmes = new LinkedHashMap<>();
    for (Preference preference : PreferenceList.ofCanonical(content).preferences()) {
      programmes.merge(
          preference.institutionCode(), preference.choice(), (all, next) -> all + "\n" + next);
    }
    return programmes;
  }
}
