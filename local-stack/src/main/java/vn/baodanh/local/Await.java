package vn.baodanh.local;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** Waiting for something another process does. */
final class Await {
  /** How often it is looked at: far below what starting a store takes (300 ms measured). */
  private static final long LOOK_EVERY_MS = 10;

  private Await() {}

  /** Waits until the condition holds; false when it does not hold in time. */
  static boolean until(Duration within, BooleanSupplier condition) {
    var end = System.nanoTime() + within.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      try {
        Thread.sleep(LOOK_EVERY_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CompletionException(e);
      }
    }
    return true;
  }
}
