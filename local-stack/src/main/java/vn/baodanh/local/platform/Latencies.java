package vn.baodanh.local.platform;

import java.util.Arrays;

/** Counts how long things took, to a tenth of a millisecond, up to 20 s. For one thread. */
final class Latencies {
  private static final long STEP_NS = 100_000;
  private static final int STEPS = 200_000;

  private final long[] counts = new long[STEPS];
  private long all;

  void add(long ns) {
    counts[Math.clamp(ns / STEP_NS, 0, STEPS - 1)]++;
    all++;
  }

  long count() {
    return all;
  }

  /**
   * The time in ms within which this share of all was done; 0 if there were none.
   *
   * @param percentile above 0, at most 100
   */
  double ms(double percentile) {
    var wanted = Math.ceil(all * percentile / 100);
    long seen = 0;
    for (var step = 0; step < STEPS && all > 0; step++) {
      seen += counts[step];
      if (seen >= wanted) {
        return (step + 1) * STEP_NS / 1e6;
      }
    }
    return 0;
  }

  void reset() {
    Arrays.fill(counts, 0);
    all = 0;
  }
}
