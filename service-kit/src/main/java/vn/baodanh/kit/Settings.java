package vn.baodanh.kit;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a service's configuration from environment variables, each declared with its meaning where
 * it is read.
 *
 * <p>Every method throws {@link SettingFault}, naming the variable, if the value cannot be used. An
 * empty value counts as none, so that a variable can be unset where an environment can only set.
 */
public final class Settings {

  private final Map<String, String> environment;
  private final List<Declared> declared = new ArrayList<>();

  /**
   * One setting: the variable, what holds without it (empty if it must be given or may be absent),
   * what it is for.
   */
  public record Declared(String name, String fallback, String meaning) {}

  public Settings(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** What has been read so far, in that order; the README's table is compared to it. */
  public List<Declared> declared() {
    return List.copyOf(declared);
  }

  public String text(String name, String fallback, String meaning) {
    var value = value(name, fallback, meaning);
    return value == null ? fallback : value;
  }

  /** A text without a default. */
  public String required(String name, String meaning) {
    var value = value(name, "", meaning);
    if (value == null) {
      throw new SettingFault(name, "is not set", meaning);
    }
    return value;
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  public int number(String name, int fallback, int min, int max, String meaning) {
    var value = value(name, Integer.toString(fallback), meaning);
    if (value == null) {
      return fallback;
    }
    var expected = "a whole number from " + min + " to " + max;
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new SettingFault(name, "is \"" + value + "\"", expected);
    }
    throw new SettingFault(name, "is " + value, expected);
  }

  /** A time in whole milliseconds from {@code minMs} to {@code maxMs}, both included. */
  public Duration millis(String name, int fallbackMs, int minMs, int maxMs, String meaning) {
    return Duration.ofMillis(number(name, fallbackMs, minMs, maxMs, meaning));
  }

  /** An absolute URI; the fault does not repeat the value, which may hold a password. */
  public URI uri(String name, String fallback, String meaning) {
    return parsed(name, text(name, fallback, meaning));
  }

  /** The same, where none may be given. */
  public Optional<URI> optionalUri(String name, String meaning) {
    return Optional.ofNullable(value(name, "", meaning)).map(text -> parsed(name, text));
  }

  private static URI parsed(String name, String text) {
    try {
      var uri = new URI(text);
      if (uri.isAbsolute() && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new SettingFault(name, "is not a URI", "scheme://host[:port][/path]");
    }
    throw new SettingFault(name, "names no scheme and host", "scheme://host[:port][/path]");
  }

  /** Exactly {@code true} or {@code false}. */
  public boolean flag(String name, boolean fallback, String meaning) {
    var value = value(name, Boolean.toString(fallback), meaning);
    if (value == null) {
      return fallback;
    }
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true");
    }
    throw new SettingFault(name, "is \"" + value + "\"", "true or false");
  }

  /**
   * Bytes in standard base64; none if neither variable nor fallback holds any. The fault does not
   * repeat the value.
   */
  public byte[] base64(String name, String fallback, String meaning) {
    try {
      return Base64.getDecoder().decode(text(name, fallback, meaning));
    } catch (IllegalArgumentException e) {
      throw new SettingFault(name, "is not base64", "standard base64 (RFC 4648, section 4)");
    }
  }

  /** Words separated by commas, each one of {@code allowed}, at least one. */
  public Set<String> choices(String name, String fallback, Set<String> allowed, String meaning) {
    var chosen =
        new LinkedHashSet<>(Arrays.asList(text(name, fallback, meaning).split("\\s*,\\s*")));
    if (!allowed.containsAll(chosen)) {
      throw new SettingFault(
          name, "is \"" + String.join(",", chosen) + "\"", "some of " + String.join(",", allowed));
    }
    return chosen;
  }

  /** Words separated by commas, none without the variable. */
  public Set<String> words(String name, String meaning) {
    var value = value(name, "", meaning);
    return value == null ? Set.of() : new LinkedHashSet<>(List.of(value.split("\\s*,\\s*")));
  }

  private @Nullable String value(String name, String fallback, String meaning) {
    declared.add(new Declared(name, fallback, meaning));
    var value = environment.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
