package vn.baodanh.registration.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages say is there in Vietnamese and in English, and both name the same values. */
class WordsTest {
  private static final Path ASSETS = Path.of("src/main/resources/site/assets");
  private static final Path KIT = Path.of("../service-kit/src/main/resources/site/assets/kit");
  private static final Pattern LINE = Pattern.compile("(?m)^ {2}'([^']+)': '(.*)',$");
  private static final Pattern VALUE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern USE = Pattern.compile("\\bt\\('([^'$]+)'[,)]");

  @ParameterizedTest
  @ValueSource(strings = {"", "institution-"})
  void bothLanguagesHaveEveryTextWithTheSameValues(String prefix) throws IOException {
    assertEquals(valuesByKey(words(prefix + "vi")), valuesByKey(words(prefix + "en")));
  }

  @Test
  void everyTextThatAPageAsksForIsThere() throws IOException {
    var missing = new TreeSet<>(uses());
    missing.removeAll(words("vi").keySet());
    missing.removeAll(words("institution-vi").keySet());
    assertEquals(Set.of(), missing);
  }

  /** Without what only English has: another text where there is one of something. */
  private static Map<String, Set<String>> valuesByKey(Map<String, String> words) {
    var values = new TreeMap<String, Set<String>>();
    words.forEach((key, text) -> {
      boolean isOfOne = key.endsWith("-one") && words.containsKey(key.replaceAll("-one$", ""));
      if (!isOfOne) {
        values.put(
            key,
            VALUE
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    });
    return values;
  }

  private static Map<String, String> words(String name) throws IOException {
    var source = Files.readString(ASSETS.resolve("words/" + name + ".js"), UTF_8);
    return LINE.matcher(source)
        .results()
        .collect(
            Collectors.toMap(
                line -> line.group(1), line -> line.group(2), (one, other) -> one, TreeMap::new));
  }

  private static Set<String> uses() throws IOException {
    var uses = new TreeSet<String>();
    for (var root : new Path[] {ASSETS, KIT}) {
      try (var files = Files.walk(root)) {
        for (var file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
          USE.matcher(Files.readString(file, UTF_8))
              .results()
              .forEach(use -> uses.add(use.group(1)));
        }
      }
    }
    return uses;
  }
}
