package vn.baodanh.load.windows;

import java.time.Duration;
import java.util.List;

/**
 * What the drill is told.
 *
 * @param warmUp how long both nodes get as many lists as they take, before
 * @param perSecond lists sent a second, to both nodes together
 * @param seconds for which they are sent after the windows began to change; changes take 10 s
 */
record WindowDrillSettings(Duration warmUp, int perSecond, int seconds) {
  private static final String USAGE =
      """
      Usage: load-tests/drill windows [--quick] [--rate N] [--seconds N]
        --quick      1,000 a second for 13 s, after 3 s of warm-up instead of 40
        --rate N     lists sent a second, to both nodes together (4000)
        --seconds N  how long after the first change (16)
      """;
  private static final int SHORTEST = 13;

  static WindowDrillSettings of(List<String> arguments) {
    var warmUp = Duration.ofSeconds(40);
    int perSecond = 4_000;
    int seconds = 16;
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--quick" -> {
          warmUp = Duration.ofSeconds(3);
          perSecond = 1_000;
          seconds = SHORTEST;
        }
        case "--rate" -> perSecond = number(arguments, ++i, 2, 20_000);
        case "--seconds" -> seconds = number(arguments, ++i, SHORTEST, 600);
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    return new WindowDrillSettings(warmUp, perSecond, seconds);
  }

  private static int number(List<String> arguments, int at, int least, int most) {
    if (at < arguments.size() && arguments.get(at).matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(arguments.get(at));
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(USAGE);
  }
}
