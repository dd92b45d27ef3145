package vn.baodanh.payment.ledger;

import java.util.Collection;

/**
 * An amount of money in đồng, which has no minor unit.
 *
 * @param amount 0 to 9,999,999,999: a hundred times as much still fits the 12 digits of a platform
 */
public record Vnd(long amount) implements Comparable<Vnd> {
  public static final Vnd ZERO = new Vnd(0);

  private static final long MOST = 9_999_999_999L;

  public Vnd {
    if (!isAmount(amount)) {
      throw new IllegalArgumentException("not an amount of money: " + amount);
    }
  }

  /** Whether this many đồng are an amount within the bounds. */
  public static boolean isAmount(long amount) {
    return amount >= 0 && amount <= MOST;
  }

  /** Fails if the sum is out of bounds. */
  public static Vnd sum(Collection<Vnd> amounts) {
    return new Vnd(amounts.stream().mapToLong(Vnd::amount).sum());
  }

  public boolean isZero() {
    return amount == 0;
  }

  @Override
  public int compareTo(Vnd other) {
    return Long.compare(amount, other.amount);
  }
}
