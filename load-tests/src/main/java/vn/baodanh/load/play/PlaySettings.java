package vn.baodanh.load.play;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a play is told.
 *
 * @param base address of the service
 * @param portal address of the portal simulator
 * @param postgres JDBC address of the service's database, of a role that may read it
 * @param payments the same of the payment adapter's database
 * @param adapter address of the payment adapter
 * @param platform address of the payment platforms' simulator
 * @param candidates how many play, 1 to 1,000,000
 * @param seed another seed is another play
 */
record PlaySettings(
    String base,
    String portal,
    String postgres,
    String payments,
    String adapter,
    String platform,
    int candidates,
    long seed) {
  private static final String USAGE =
      "Usage: Play --base URL --portal URL --postgres URL --payments URL --adapter URL --platform"
          + " URL [--candidates N] [--seed N]";
  private static final List<String> NEEDED =
      List.of("--base", "--portal", "--postgres", "--payments", "--adapter", "--platform");
  private static final int MOST_CANDIDATES = 1_000_000;

  static PlaySettings of(List<String> arguments) {
    Map<String, String> given = new HashMap<>(Map.of("--candidates", "2000", "--seed", "1"));
    for (int i = 0; i < arguments.size(); i += 2) {
      boolean known = NEEDED.contains(arguments.get(i));
      if (i + 1 == arguments.size() || !known && !given.containsKey(arguments.get(i))) {
        throw new IllegalArgumentException(USAGE);
      }
      given.put(arguments.get(i), arguments.get(i + 1));
    }
    long candidates = number(given, "--candidates");
    if (candidates < 1 || candidates > MOST_CANDIDATES) {
      throw new IllegalArgumentException("--candidates: 1 to " + MOST_CANDIDATES);
    }
    return new PlaySettings(
        required(given, "--base"),
        required(given, "--portal"),
        required(given, "--postgres"),
        required(given, "--payments"),
        required(given, "--adapter"),
        required(given, "--platform"),
        (int) candidates,
        number(given, "--seed"));
  }

  private static String required(Map<String, String> given, String name) {
    var value = given.get(name);
    if (value == null) {
      throw new IllegalArgumentException(USAGE);
    }
    return value;
  }

  private static long number(Map<String, String> given, String name) {
    try {
      return Long.parseLong(required(given, name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": a number, not " + given.get(name), e);
    }
  }
}
