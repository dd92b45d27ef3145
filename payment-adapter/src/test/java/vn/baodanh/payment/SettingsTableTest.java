package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.baodanh.kit.Settings;

/** The README's table of settings is what the service declares. */
final class SettingsTableTest {
  private static final Path README = Path.of("..", "README.md");
  private static final String BEGIN = "<!-- settings:payment-adapter -->\n";
  private static final String END = "<!-- /settings -->";

  @Test
  void theReadmeListsEverySettingWithItsDefaultAndMeaning() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    String table = readme.substring(begin, readme.indexOf(END, begin));
    assertEquals(table(declared()), table, "the README between " + BEGIN.strip() + " and " + END);
  }

  private static List<Settings.Declared> declared() {
    Settings settings = new Settings(Map.of("ALLOW_DEVELOPMENT_KEYS", "true"));
    PaymentSettings.read(settings);
    return settings.declared();
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
