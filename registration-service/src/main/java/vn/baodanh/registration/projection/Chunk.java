package vn.baodanh.registration.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes at one institution that stand in one row, with positions that follow each other. A row
 * costs Postgres about as much as thirty of the changes in it.
 *
 * @param changes in the order of the journal, at most {@link #MOST}
 */
record Chunk(String institution, List<Change> changes) {
  /** So many stay below the 2 KB from which on Postgres would keep them out of line. */
  static final int MOST = 32;

  /** All changes, institution by institution. */
  static List<Chunk> of(List<Change> changes) {
    Map<String, List<Change>> byInstitution = new TreeMap<>();
    for (Change change : changes) {
      byInstitution.computeIfAbsent(change.institution(), none -> new ArrayList<>()).add(change);
    }
    List<Chunk> chunks = new ArrayList<>();
    byInstitution.forEach((institution, all) -> {
      for (int from = 0; from < all.size(); from += MOST) {
        chunks.add(new Chunk(institution, all.subList(from, Math.min(all.size(), from + MOST))));
      }
    });
    return chunks;
  }
}
