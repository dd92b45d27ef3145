package vn.baodanh.local.platform;

import java.time.Instant;
import java.util.Set;

/**
 * One order at the platform and what became of it.
 *
 * @param number vnp_TransactionNo, transId: the platform's own, from {@link #FIRST} without gaps
 * @param taken đồng that the payer was debited: with PAID the platform owes it to the merchant,
 *     with SUSPICIOUS it is held, otherwise 0
 * @param changedAt when it came to stand as it does: for a payment made, its pay date
 * @param version how often it changed; each version is notified
 * @param faults what strikes it
 */
record Payment(
    long number,
    Order order,
    Outcome outcome,
    long taken,
    Instant changedAt,
    int version,
    Set<Fault> faults) {
  static final long FIRST = 14_000_001;

  Payment {
    faults = Set.copyOf(faults);
  }

  static Payment opened(long number, Order order, Instant at, Set<Fault> faults) {
    return new Payment(number, order, Outcome.OPEN, 0, at, 0, faults);
  }

  Payment changed(Outcome to, long nowTaken, Instant at) {
    return new Payment(number, order, to, nowTaken, at, version + 1, faults);
  }

  /** What a notification says was paid, or was asked for where nothing was taken. */
  long amountTold() {
    return taken > 0 ? taken : order.amount();
  }

  boolean has(Fault fault) {
    return faults.contains(fault);
  }
}
