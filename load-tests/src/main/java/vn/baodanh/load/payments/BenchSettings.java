package vn.baodanh.load.payments;

import java.util.List;

/**
 * What a run of the benchmark is told.
 *
 * @param open most payments between their bill and their end
 */
record BenchSettings(int warmUpSeconds, int rounds, int seconds, int open) {
  static final String USAGE =
      """
      Usage: load-tests/bench payments [--quick] [--rounds N] [--seconds N] [--open N]
        --quick      2 rounds of 5 s after a short warm-up; under 50 s all in
        --rounds N   rounds (5)
        --seconds N  how long each takes (10)
        --open N     most payments between bill and end (100)
      """;

  static BenchSettings of(List<String> arguments) {
    boolean quick = arguments.contains("--quick");
    int rounds = quick ? 2 : 5;
    int seconds = quick ? 5 : 10;
    int open = 100;
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--quick" -> {}
        case "--rounds" -> rounds = number(arguments, ++i, 100);
        case "--seconds" -> seconds = number(arguments, ++i, 600);
        case "--open" -> open = number(arguments, ++i, 100_000);
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    return new BenchSettings(quick ? 8 : 60, rounds, seconds, open);
  }

  private static int number(List<String> arguments, int at, int most) {
    if (at < arguments.size() && arguments.get(at).matches("[0-9]{1,8}")) {
      int number = Integer.parseInt(arguments.get(at));
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(USAGE);
  }
}
