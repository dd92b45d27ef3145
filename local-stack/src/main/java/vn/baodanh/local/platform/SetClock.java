package vn.baodanh.local.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that can be put back, so that a day of the platform is over when it has hardly begun. */
final class SetClock extends Clock {
  private final Clock clock;
  private volatile Duration behind = Duration.ZERO;

  SetClock(Clock clock) {
    this.clock = clock;
  }

  /**
   * From now on it goes so much behind.
   *
   * @param by 0 or more
   */
  void putBack(Duration by) {
    behind = by;
  }

  @Override
  public Instant instant() {
    return clock.instant().minus(behind);
  }

  @Override
  public ZoneId getZone() {
    return clock.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
