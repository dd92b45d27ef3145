package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a candidate files: the ordered list of preferences (nguyện vọng), the most wanted first.
 *
 * <p>A list says what was filed, not whether the season's {@link Rules} allow it.
 *
 * @param preferences 1–{@value #MOST}, in order
 */
public record PreferenceList(List<Preference> preferences) {
  /** The longest list ever read. In 2025, a year without a limit, the longest one filed had 231. */
  public static final int MOST = 300;

  private static final byte[] DIGEST_PREFIX = "preferences\n".getBytes(UTF_8);

  public PreferenceList {
    preferences = List.copyOf(preferences);
    if (preferences.isEmpty() || preferences.size() > MOST) {
      throw new IllegalArgumentException("a list of " + preferences.size() + " preferences");
    }
  }

  /**
   * The list as kept, hashed and signed: UTF-8, one line per preference in order, each {@code
   * institution/programme} and a line feed; {@code institution/programme/method/group} where method
   * or group is named, what is not named empty.
   */
  public byte[] canonical() {
    var text = new StringBuilder(preferences.size() * 16);
    for (var preference : preferences) {
      text.append(preference.institutionCode()).append('/');
      text.append(preference.choice()).append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }

  /** SHA-256 of {@code "preferences\n"} and the {@link #canonical()} list; 32 bytes. */
  public byte[] digest() {
    return digestOf(canonical());
  }

  /** The same digest for a caller that holds the canonical bytes already. */
  public static byte[] digestOf(byte[] canonical) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(DIGEST_PREFIX);
      return sha256.digest(canonical);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Whether {@link #ofCanonical} could read these bytes back and a database keep them as text; much
   * cheaper than reading them.
   */
  public static boolean isCanonical(byte[] bytes) {
    int lines = 0;
    int part = 1;
    int partStart = 0;
    boolean named = false;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b != '/' && b != '\n') {
        if (b >= 0 && b < ' ') {
          return false;
        }
        continue;
      }
      boolean empty = i == partStart;
      if (empty && part <= 2) {
        return false;
      }
      named |= part > 2 && !empty;
      partStart = i + 1;
      if (b == '/') {
        part++;
      } else if (part == 2 || (part == 4 && named)) {
        lines++;
        part = 1;
        named = false;
      } else {
        return false;
      }
    }
    return lines >= 1 && lines <= MOST && part == 1 && partStart == bytes.length;
  }

  /**
   * Reads back what {@link #canonical()} wrote.
   *
   * @throws IllegalArgumentException when the bytes are not such a list
   */
  public static PreferenceList ofCanonical(byte[] canonical) {
    var text = new String(canonical, UTF_8);
    var preferences = new ArrayList<Preference>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      preferences.add(preference(end < 0 ? "" : text.substring(start, end)));
      start = end + 1;
    }
    return new PreferenceList(preferences);
  }

  private static Preference preference(String line) {
    var codes = line.split("/", -1);
    if (codes.length == 2) {
      return Preference.of(codes[0], codes[1]);
    }
    if (codes.length != 4 || codes[2].isEmpty() && codes[3].isEmpty()) {
      throw new IllegalArgumentException("a line is no preference");
    }
    return new Preference(new ProgrammeRef(codes[0], codes[1]), codes[2], codes[3]);
  }
}
