package vn.baodanh.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, put wrong by as much as a test says. */
final class ShiftedClock extends Clock {
  private volatile Duration by = Duration.ZERO;

  void shift(Duration by) {
    this.by = by;
  }

  Duration by() {
    return by;
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
