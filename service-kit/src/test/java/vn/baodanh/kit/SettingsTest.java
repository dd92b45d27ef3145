package vn.baodanh.kit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void aSettingThatIsNotSetHasItsFallback() {
    var settings = new Settings(Map.of("EMPTY", "  "));
    assertEquals("a", settings.text("TEXT", "a", "t"));
    assertEquals("a", settings.text("EMPTY", "a", "t"));
    assertEquals(7, settings.number("NUMBER", 7, 1, 9, "n"));
    assertEquals(Duration.ofMillis(250), settings.millis("MS", 250, 0, 1000, "m"));
    assertEquals(URI.create("redis://h:1"), settings.uri("URI", "redis://h:1", "u"));
    assertTrue(settings.flag("FLAG", true, "f"));
    assertArrayEquals(new byte[0], settings.base64("KEY", "", "k"));
    assertEquals(Set.of("a", "b"), settings.choices("ROLES", "a, b", Set.of("a", "b", "c"), "r"));
  }

  @Test
  void aSettingThatIsSetIsTakenWithoutItsSurroundingSpace() {
    var settings =
        new Settings(Map.of("NUMBER", " 9 ", "FLAG", "false", "KEY", "AQI=", "TEXT", " x "));
    assertEquals(9, settings.number("NUMBER", 7, 1, 9, "n"));
    assertFalse(settings.flag("FLAG", true, "f"));
    assertArrayEquals(new byte[] {1, 2}, settings.base64("KEY", "", "k"));
    assertEquals("x", settings.required("TEXT", "t"));
    assertEquals(Set.of("x"), settings.words("TEXT", "t"));
    assertEquals(Set.of(), settings.words("NONE", "t"));
    assertEquals(Set.of("a", "b"), new Settings(Map.of("WORDS", " a, b,a ")).words("WORDS", "w"));
  }

  @Test
  void aFaultNamesTheVariableAndWhatIsExpected() {
    var settings =
        new Settings(
            Map.of(
                "N",
                "ten",
                "M",
                "11",
                "F",
                "yes",
                "U",
                "not a uri",
                "V",
                "/path",
                "K",
                "*",
                "R",
                "x"));
    assertFault(
        "N is \"ten\": expected a whole number from 1 to 10",
        () -> settings.number("N", 1, 1, 10, ""));
    assertFault(
        "M is 11: expected a whole number from 1 to 10", () -> settings.number("M", 1, 1, 10, ""));
    assertFault("F is \"yes\": expected true or false", () -> settings.flag("F", true, ""));
    assertFault(
        "U is not a URI: expected scheme://host[:port][/path]",
        () -> settings.uri("U", "a://b", ""));
    assertFault(
        "V names no scheme and host: expected scheme://host[:port][/path]",
        () -> settings.uri("V", "a://b", ""));
    assertFault(
        "K is not base64: expected standard base64 (RFC 4648, section 4)",
        () -> settings.base64("K", "", ""));
    assertFault(
        "R is \"x\": expected some of a", () -> settings.choices("R", "a", Set.of("a"), ""));
    assertFault("GONE is not set: expected the key", () -> settings.required("GONE", "the key"));
  }

  @Test
  void aFaultOfAUriOrKeyDoesNotRepeatThePassword() {
    var settings = new Settings(Map.of("U", "redis://user:pass word@host", "K", "s3cret*"));
    var uri = assertThrows(SettingFault.class, () -> settings.uri("U", "a://b", ""));
    assertFalse(String.valueOf(uri.getMessage()).contains("pass word"));
    var key = assertThrows(SettingFault.class, () -> settings.base64("K", "", ""));
    assertFalse(String.valueOf(key.getMessage()).contains("s3cret"));
  }

  @Test
  void whatWasReadIsDeclaredWithItsMeaning() {
    var settings = new Settings(Map.of("HTTP_PORT", "1"));
    settings.number("HTTP_PORT", 8080, 0, 65535, "where requests come in");
    settings.required("HTTP_PORT", "again");
    assertEquals(
        List.of(
            new Settings.Declared("HTTP_PORT", "8080", "where requests come in"),
            new Settings.Declared("HTTP_PORT", "", "again")),
        settings.declared());
  }

  private static void assertFault(String message, Runnable read) {
    assertEquals(message, assertThrows(SettingFault.class, read::run).getMessage());
  }
}
