package vn.baodanh.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The README's tables of settings. */
public final class SettingsTable {
  private static final Path README = Path.of("..", "README.md");
  private static final String END = "<!-- /settings -->";

  private SettingsTable() {}

  /**
   * The README lists every setting of a service, with its default and meaning, and no other.
   *
   * @param read the service's own way of reading them
   */
  public static void assertListed(String service, Consumer<Settings> read) throws IOException {
    var settings = new Settings(Map.of("ALLOW_DEVELOPMENT_KEYS", "true"));
    read.accept(settings);
    String begin = "<!-- settings:" + service + " -->\n";
    String readme = Files.readString(README);
    int from = readme.indexOf(begin) + begin.length();
    String table = readme.substring(from, readme.indexOf(END, from));
    assertEquals(
        table(settings.declared()), table, "the README between " + begin.strip() + " and " + END);
  }

  private static String table(List<Settings.Declared> settings) {
    return settings.stream()
        .map(setting ->
            "| `%s` | %s | %s |\n"
                .formatted(setting.name(), shown(setting.fallback()), setting.meaning()))
        .collect(Collectors.joining("", "| variable | default | meaning |\n|---|---|---|\n", ""));
  }

  private static String shown(String fallback) {
    return fallback.isEmpty() ? "" : "`" + fallback + "`";
  }
}
