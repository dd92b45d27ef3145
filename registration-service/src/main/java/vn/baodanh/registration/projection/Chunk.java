package vn.baodanh.registration.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Changes at one institution that stand in one row, with positions that follow each other. A row
 * costs Postgres about as much as thirty of the changes in it.
 *
 * @param changes in the order of the journal, at most {@link #MOST}
 */
record Chunk(String institution, List<Change> changes) {
  /** So many stay below the 4 KB from which on Postgres keeps them out of line (V12). */
  static final int MOST = 32;

  /**
   * A chunk with its place among the changes of its institution.
   *
   * @param mark random; tells these changes from others that had the same positions before a
   *     restore
   */
  record Placed(Chunk chunk, long lastPosition, int mark) {}

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

  /**
   * Each after what its institution has already.
   *
   * @param lastPositions by institution; absent for none yet
   */
  static List<Placed> placed(
      List<Chunk> chunks, Map<String, Long> lastPositions, RandomGenerator random) {
    Map<String, Long> positions = new HashMap<>(lastPositions);
    return chunks.stream()
        .map(chunk ->
            new Placed(
                chunk,
                positions.merge(chunk.institution(), (long) chunk.changes().size(), Long::sum),
                random.nextInt()))
        .toList();
  }
}
