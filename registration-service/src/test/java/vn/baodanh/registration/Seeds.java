package vn.baodanh.registration;

import java.util.Random;

/** The randomness of a test: another one each time, printed, and repeated by {@code -Dseed=N}. */
final class Seeds {
  private Seeds() {}

  static Random random(Class<?> test) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(test.getSimpleName() + ": -Dseed=" + seed);
    return new Random(seed);
  }
}
