package vn.baodanh.load.candidate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * One programme of the real catalogue, by the codes a preference names it with.
 *
 * @param fieldCode national code of its field of study
 */
public record Programme(String institutionCode, String programmeCode, String fieldCode) {
  public Programme {
    if ((institutionCode + programmeCode).matches(".*[\"\\\\\\p{Cntrl}].*")) {
      throw new IllegalArgumentException("A code that JSON would have to escape: " + programmeCode);
    }
  }

  /** All programmes of the season. */
  public static List<Programme> all() {
    var resource =
        Objects.requireNonNull(
            Programme.class.getResourceAsStream("programmes.csv"), "programmes.csv");
    try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(Programme::ofLine).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the season of 2026 lets it stand in the first five places only. */
  boolean isTeacherTraining() {
    return fieldCode.startsWith("71402");
  }

  private static Programme ofLine(String line) {
    var columns = line.split(",", 3); // some programme codes hold a comma
    return new Programme(columns[0], columns[2], columns[1]);
  }
}
