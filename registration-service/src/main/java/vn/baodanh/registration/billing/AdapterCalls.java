package vn.baodanh.registration.billing;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import vn.baodanh.kit.Breaker;

/**
 * How calls to the payment adapter are made: only so many at once; one that fails is made again,
 * twice at most, after a pause that is drawn; while most fail none is made. Every call may be
 * repeated, by the adapter's contract.
 */
final class AdapterCalls {
  private static final String NAME = "payment-adapter";
  private static final int TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final double LONGER_EACH_TIME = 3;

  /** So that those who failed together do not come back together. */
  private static final double DRAWN_SHARE = 0.5;

  private final Vertx vertx;
  private final Breaker breaker;
  private final Bulkhead bulkhead;
  private final Retry retry;
  private final MeterRegistry metrics;

  AdapterCalls(Vertx vertx, int together, MeterRegistry metrics) {
    this.vertx = vertx;
    this.metrics = metrics;
    this.breaker =
        new Breaker(
            NAME,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(2))
                .permittedNumberOfCallsInHalfOpenState(3)
                .build());
    this.bulkhead =
        Bulkhead.of(
            NAME,
            BulkheadConfig.custom()
                .maxConcurrentCalls(together)
                .maxWaitDuration(Duration.ZERO)
                .build());
    this.retry =
        Retry.of(
            NAME,
            RetryConfig.custom()
                .maxAttempts(TRIES)
                .intervalFunction(
                    IntervalFunction.ofExponentialRandomBackoff(
                        FIRST_PAUSE, LONGER_EACH_TIME, DRAWN_SHARE))
                .retryOnException(AdapterAwayException.class::isInstance)
                .build());
    Gauge.builder("payment.adapter.circuit.open", () -> breaker.isOpen() ? 1 : 0).register(metrics);
    Gauge.builder(
            "payment.adapter.calls.free", () -> bulkhead.getMetrics().getAvailableConcurrentCalls())
        .register(metrics);
  }

  /**
   * Fails with {@link AdapterAwayException} if it did so every time, or was not called at all.
   *
   * @param operation what is asked, for the metrics
   * @param call fails with {@link AdapterAwayException} where a repeat may help
   */
  <T> Future<T> make(String operation, Supplier<Future<T>> call) {
    if (!bulkhead.tryAcquirePermission()) {
      count(operation, "not-called", 0);
      return Future.failedFuture(new AdapterAwayException("too many calls at once"));
    }
    long begun = System.nanoTime();
    return again(retry.asyncContext(), call)
        .recover(AdapterCalls::explained)
        .onComplete(done -> {
          bulkhead.onComplete();
          count(operation, done.succeeded() ? "answered" : "away", System.nanoTime() - begun);
        });
  }

  private <T> Future<T> again(Retry.AsyncContext<T> context, Supplier<Future<T>> call) {
    return breaker
        .call(call)
        .transform(done -> {
          if (done.succeeded()) {
            context.onComplete();
            return Future.succeededFuture(done.result());
          }
          long pauseMs = context.onError(done.cause());
          return pauseMs < 0
              ? Future.failedFuture(done.cause())
              : vertx
                  .timer(Math.max(1, pauseMs), TimeUnit.MILLISECONDS)
                  .compose(paused -> again(context, call));
        });
  }

  private static <T> Future<T> explained(Throwable failure) {
    return Future.failedFuture(
        failure instanceof CallNotPermittedException
            ? new AdapterAwayException("the circuit is open")
            : failure);
  }

  private void count(String operation, String outcome, long tookNs) {
    metrics
        .timer("payment.adapter.calls", "operation", operation, "outcome", outcome)
        .record(tookNs, TimeUnit.NANOSECONDS);
  }
}
