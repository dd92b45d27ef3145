package vn.baodanh.registration.institution;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The same limit as {@code limit.lua} on this node alone, for while Redis is away: then an
 * institution may ask so often on each node. Remembers one number for each institution with grants.
 */
final class LocalLimit {
  private final int most;
  private final double periodMs;
  private final Clock clock;
  private final Map<String, Double> fullAtMs = new ConcurrentHashMap<>();

  LocalLimit(int most, Duration period, Clock clock) {
    this.most = most;
    this.periodMs = (double) period.toMillis();
    this.clock = clock;
  }

  Allowance take(String institution) {
    long nowMs = clock.millis();
    double eachMs = periodMs / most;
    Allowance[] allowance = new Allowance[1];
    fullAtMs.compute(
        institution,
        (code, known) -> {
          double fullMs = Math.max(known == null ? 0 : known, (double) nowMs);
          double waitMs = fullMs + eachMs - nowMs - periodMs;
          if (waitMs > 0) {
            allowance[0] = new Allowance(false, 0, millis(waitMs));
            return fullMs;
          }
          fullMs += eachMs;
          long left = (long) ((nowMs + periodMs - fullMs) / eachMs);
          allowance[0] = new Allowance(true, left, millis(fullMs - nowMs));
          return fullMs;
        });
    return allowance[0];
  }

  private static Duration millis(double ms) {
    return Duration.ofMillis((long) Math.ceil(ms));
  }
}
