package vn.baodanh.registration.queue;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.ReadinessCheck;
import vn.baodanh.kit.Redis;

/**
 * Compares this node's clock with Redis's every second. A node that is off by more than 100 ms
 * cannot say what was received in time: it takes no filings until it agrees again. While Redis is
 * away the last comparison holds.
 */
public final class ClockWatch extends VerticleBase implements ReadinessCheck {
  private static final Duration MOST = Duration.ofMillis(100);
  private static final long EVERY_MS = 1_000;

  private final Redis redis;
  private final Clock clock;
  private volatile @Nullable String fault = "was not compared with Redis's yet";

  public ClockWatch(Redis redis, Clock clock) {
    this.redis = redis;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MS, tick -> look());
    return look();
  }

  public boolean isOff() {
    return fault != null;
  }

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  private Future<?> look() {
    return redis
        .clockDifference(clock)
        .onSuccess(difference ->
            fault =
                difference.abs().compareTo(MOST) > 0
                    ? "differs from Redis by " + difference.toMillis() + " ms"
                    : null)
        .otherwiseEmpty();
  }
}
