package vn.baodanh.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each sabotage still fits the sources, and names a test that there is: {@code -Pfull} runs them
 * all, which takes hours, and nobody should learn only then that one breaks nothing any more.
 */
final class SabotageTest {
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();

  static List<Path> patches() throws IOException {
    try (var all = Files.list(HOME.resolve("load-tests/sabotage"))) {
      var patches = all.filter(file -> file.toString().endsWith(".patch")).sorted().toList();
      assertFalse(patches.isEmpty());
      return patches;
    }
  }

  @ParameterizedTest
  @MethodSource("patches")
  void itFitsTheSources(Path patch) throws IOException {
    var source = "";
    int hunks = 0;
    for (var part : Files.readString(patch).split("\n(?=--- |@@ )")) {
      if (part.startsWith("--- a/")) {
        source =
            Files.readString(HOME.resolve(part.lines().findFirst().orElseThrow().substring(6)));
      } else if (part.startsWith("@@ ")) {
        var before = before(part);
        assertTrue(source.contains(before), () -> "is not there any more:\n" + before);
        hunks++;
      }
    }
    assertTrue(hunks > 0);
  }

  /** What a hunk finds: the lines around, and those that it takes away. */
  private static String before(String hunk) {
    var lines = new ArrayList<String>();
    for (var line : hunk.lines().skip(1).toList()) {
      if (line.startsWith("diff ")) {
        break;
      }
      if (!line.startsWith("+")) {
        lines.add(line.isEmpty() ? "" : line.substring(1));
      }
    }
    return String.join("\n", lines);
  }

  @ParameterizedTest
  @MethodSource("patches")
  void itNamesAnInvariantAndTestsThatThereAre(Path patch) throws IOException {
    assertTrue(field(patch, "Invariant").isPresent());
    assertTrue(field(patch, "Breaks").isPresent());
    var tests = HOME.resolve(field(patch, "Module").orElse("registration-service") + "/src/test");
    for (var test : field(patch, "Test").orElseThrow().split(",")) {
      try (Stream<Path> sources = Files.walk(tests)) {
        assertEquals(1, sources.filter(file -> file.endsWith(test + ".java")).count(), test);
      }
    }
  }

  private static Optional<String> field(Path patch, String name) throws IOException {
    try (var lines = Files.lines(patch)) {
      return lines
          .filter(line -> line.startsWith(name + ": "))
          .findFirst()
          .map(line -> line.substring(name.length() + 2));
    }
  }
}
