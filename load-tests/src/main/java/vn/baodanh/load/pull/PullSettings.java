package vn.baodanh.load.pull;

import java.util.List;

/**
 * How the benchmark of pulls is run.
 *
 * @param candidates on file
 * @param rounds of COPY and pull in turn
 */
record PullSettings(int candidates, int rounds) {
  private static final String USAGE =
      """
      Usage: load-tests/bench pull [--quick] [--candidates N] [--rounds N]
        --quick         50,000 candidates; under 50 s once all is built
        --candidates N  how many are on file (1000000)
        --rounds N      rounds of COPY and pull (3)
      """;

  /**
   * @throws IllegalArgumentException with the usage
   */
  static PullSettings of(List<String> arguments) {
    boolean quick = arguments.contains("--quick");
    int candidates = quick ? 50_000 : 1_000_000;
    int rounds = 3;
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--quick" -> {}
        case "--candidates" -> candidates = number(arguments, ++i);
        case "--rounds" -> rounds = number(arguments, ++i);
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    return new PullSettings(candidates, rounds);
  }

  private static int number(List<String> arguments, int place) {
    if (place < arguments.size() && arguments.get(place).matches("[1-9][0-9]{0,6}")) {
      return Integer.parseInt(arguments.get(place));
    }
    throw new IllegalArgumentException(USAGE);
  }
}
