package vn.baodanh.kit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Judges what must be quick by the quickest of some tries: others on the machine only slow it. */
final class Quickest {
  private static final int TRIES = 3;

  private Quickest() {}

  /**
   * Fails if every try took longer.
   *
   * @param work measures itself, in nanoseconds
   */
  static void isUnder(Duration most, Callable<Long> work) throws Exception {
    long quickest = Long.MAX_VALUE;
    for (int i = 0; i < TRIES && quickest >= most.toNanos(); i++) {
      quickest = Math.min(quickest, work.call());
    }
    assertTrue(quickest < most.toNanos(), "it took " + Duration.ofNanos(quickest) + " at least");
  }
}
