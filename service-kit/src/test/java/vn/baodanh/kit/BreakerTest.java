package vn.baodanh.kit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private final AtomicInteger calls = new AtomicInteger();
  private Instant now = Instant.EPOCH;
  private final InstantSource time = () -> now;
  private final Breaker breaker =
      new Breaker(
          "test",
          CircuitBreakerConfig.custom()
              .slidingWindowSize(4)
              .minimumNumberOfCalls(4)
              .permittedNumberOfCallsInHalfOpenState(1)
              .waitDurationInOpenState(Duration.ofMillis(100))
              .clock(time.withZone(ZoneOffset.UTC))
              .build());

  @Test
  void whatKeepsFailingIsNotCalledForAWhileAndThenTriedAgain() throws Exception {
    for (int i = 0; i < 4; i++) {
      assertThrows(IllegalStateException.class, () -> breaker.call(this::fail).await(1, SECONDS));
    }
    assertTrue(breaker.isOpen());
    assertThrows(CallNotPermittedException.class, () -> breaker.call(this::fail).await(1, SECONDS));
    assertEquals(4, calls.get());
    now = now.plusMillis(150);
    assertEquals("well", breaker.call(() -> Future.succeededFuture("well")).await(1, SECONDS));
    assertFalse(breaker.isOpen());
  }

  @Test
  void aCallThatThrowsCountsAsOneThatFailed() {
    for (int i = 0; i < 4; i++) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              breaker
                  .call(() -> {
                    throw new IllegalArgumentException("bad");
                  })
                  .await(1, SECONDS));
    }
    assertTrue(breaker.isOpen());
  }

  private Future<String> fail() {
    calls.incrementAndGet();
    return Future.failedFuture(new IllegalStateException("down"));
  }
}
