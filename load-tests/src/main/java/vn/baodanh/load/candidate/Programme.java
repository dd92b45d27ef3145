package vn.baodanh.load.candidate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** One programme of the real catalogue, by the codes a preference names it with. */
public record Programme(String institutionCode, String programmeCode) {
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

  private static Programme ofLine(String line) {
    int comma = line.indexOf(',');
    return new Programme(line.substring(0, comma), line.substring(comma + 1));
  }
}
