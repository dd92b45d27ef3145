package vn.baodanh.load.capacity;

import java.util.List;

/**
 * What a run of the benchmark is told.
 *
 * @param rounds of each kind of load
 * @param seconds each round takes
 * @param warmUpSeconds before the first round
 * @param onFile candidates with a list on file before the first round
 * @param registrations how many of a hundred filings are exam registrations
 */
record CapacitySettings(int rounds, int seconds, int warmUpSeconds, int onFile, int registrations) {
  static final String USAGE =
      """
      Usage: load-tests/bench capacity [--quick] [--rounds N] [--seconds N] [--on-file N]
             [--registrations N]
        --quick      2 rounds of 2 s after a short warm-up; under 50 s all in
        --rounds N   rounds of each kind of load (5)
        --seconds N  how long each takes (10)
        --on-file N  candidates with a list on file before the first round (0)
        --registrations N  of a hundred filings exam registrations, the others lists (0)
      """;

  static CapacitySettings of(List<String> arguments) {
    boolean quick = arguments.contains("--quick");
    int rounds = quick ? 2 : 5;
    int seconds = quick ? 2 : 10;
    int onFile = 0;
    int registrations = 0;
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--quick" -> {}
        case "--rounds" -> rounds = number(arguments, ++i, 100);
        case "--seconds" -> seconds = number(arguments, ++i, 600);
        case "--on-file" -> onFile = number(arguments, ++i, 10_000_000);
        case "--registrations" -> registrations = number(arguments, ++i, 100);
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    return new CapacitySettings(rounds, seconds, quick ? 5 : 40, onFile, registrations);
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
