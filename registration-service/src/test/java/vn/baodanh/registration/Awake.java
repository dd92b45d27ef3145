package vn.baodanh.registration;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Time in which this process, and so every node in it, could run. What must be quick is measured by
 * it: that the machine gave it no processor for a while is not the service's doing.
 */
final class Awake {
  private static final long LOOK_EVERY_NS = 10_000_000;

  /** More than this between two looks is a standstill. */
  private static final long MOST_NS = 250_000_000;

  private static final AtomicLong NANOS = new AtomicLong();

  static {
    Thread.ofPlatform().daemon().name("awake").start(Awake::look);
  }

  private Awake() {}

  private static void look() {
    long last = System.nanoTime();
    while (true) {
      LockSupport.parkNanos(LOOK_EVERY_NS);
      long now = System.nanoTime();
      NANOS.addAndGet(Math.min(now - last, MOST_NS));
      last = now;
    }
  }

  /**
   * Does this once more, a few times, where it fails while the machine stood still: then that it
   * came too late says nothing. It must not mind what it has done before.
   */
  static void undisturbed(Runnable work) {
    for (int timesLeft = 4; ; timesLeft--) {
      long begun = System.nanoTime();
      long awake = NANOS.get();
      try {
        work.run();
        return;
      } catch (AssertionError | RuntimeException e) {
        long lostNs = System.nanoTime() - begun - (NANOS.get() - awake);
        if (timesLeft == 0 || lostNs < MOST_NS) {
          throw e;
        }
        System.out.printf("the machine stood still for %.1f s: %s%n", lostNs / 1e9, e);
      }
    }
  }

  /** How long this took. */
  static Duration took(Runnable work) {
    long begun = NANOS.get();
    work.run();
    return Duration.ofNanos(NANOS.get() - begun);
  }
}
