package vn.baodanh.local.platform;

import java.time.Duration;

/**
 * How fast time passes between what the platform does by itself.
 *
 * @param factor how many times faster than in life, 1 to 100,000
 */
record Pace(int factor) {
  /** VNPAY repeats a notification every 5 minutes. */
  private static final Duration REPEAT = Duration.ofMinutes(5);

  /** How long somebody looks at a suspicious payment; far longer in life. */
  private static final Duration DECIDE = Duration.ofMinutes(20);

  /** How late a slow bank is. */
  private static final Duration SLOW_BANK = Duration.ofMinutes(10);

  /** How long a client may wait for an answer that never comes. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  Pace {
    if (factor < 1 || factor > 100_000) {
      throw new IllegalArgumentException("time factor: 1 to 100000, not " + factor);
    }
  }

  Duration repeat() {
    return scaled(REPEAT);
  }

  Duration decide() {
    return scaled(DECIDE);
  }

  Duration slowBank() {
    return scaled(SLOW_BANK);
  }

  /** At least 30 s: more than any client should wait. */
  Duration silence() {
    var scaled = scaled(SILENCE);
    var least = Duration.ofSeconds(30);
    return scaled.compareTo(least) < 0 ? least : scaled;
  }

  private Duration scaled(Duration inLife) {
    return Duration.ofMillis(Math.max(1, inLife.toMillis() / factor));
  }
}
