package vn.baodanh.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import vn.baodanh.payment.ledger.Entry;

/** The system's clock, put wrong by as much as a test says. */
final class ShiftedClock extends Clock {
  private volatile Duration by = Duration.ZERO;

  /**
   * How far a clock must go ahead for no day of Vietnam's to end within the next half hour: around
   * midnight refunds wait.
   */
  static Duration pastMidnight() {
    LocalTime there = LocalTime.now(Entry.ZONE);
    return there.isAfter(LocalTime.of(23, 25)) ? Duration.ofHours(1) : Duration.ZERO;
  }

  void shift(Duration by) {
    this.by = by;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(by);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("times are in UTC");
  }
}
