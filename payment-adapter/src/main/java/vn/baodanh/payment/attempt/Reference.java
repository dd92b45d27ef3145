package vn.baodanh.payment.attempt;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Names attempts: 16 digits and letters without I, L, O and U. The first nine tell the millisecond,
 * so that rows lie in order; the others are drawn.
 */
final class Reference {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int TIME_DIGITS = 9;
  private static final int DRAWN_DIGITS = 7;

  private Reference() {}

  static String next(Instant now, RandomGenerator random) {
    StringBuilder reference = new StringBuilder(TIME_DIGITS + DRAWN_DIGITS);
    append(reference, now.toEpochMilli(), TIME_DIGITS);
    append(reference, random.nextLong(), DRAWN_DIGITS);
    return reference.toString();
  }

  private static void append(StringBuilder reference, long bits, int digits) {
    for (int i = digits - 1; i >= 0; i--) {
      reference.append(DIGITS.charAt((int) (bits >>> 5 * i) & 31));
    }
  }
}
