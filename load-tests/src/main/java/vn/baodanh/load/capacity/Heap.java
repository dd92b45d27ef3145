package vn.baodanh.load.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What the service's heap came to, from its own garbage collection log.
 *
 * @param usedMb most in use before a collection
 * @param committedMb most that the JVM took from the machine for it
 */
public record Heap(int usedMb, int committedMb) {
  /** As in {@code Pause Young (Normal) (G1 Evacuation Pause) 310M->45M(400M) 3.2ms}. */
  private static final Pattern COLLECTION = Pattern.compile(" (\\d+)M->\\d+M\\((\\d+)M\\)");

  public static Heap read(Path gcLog) throws IOException {
    int used = 0;
    int committed = 0;
    try (var lines = Files.lines(gcLog)) {
      for (var collection : lines.flatMap(line -> COLLECTION.matcher(line).results()).toList()) {
        used = Math.max(used, Integer.parseInt(collection.group(1)));
        committed = Math.max(committed, Integer.parseInt(collection.group(2)));
      }
    }
    return new Heap(used, committed);
  }
}
