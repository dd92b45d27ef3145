package vn.baodanh.kit;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * A circuit breaker for Futures: stops calling what keeps failing, and tries again after a while.
 */
public final class Breaker {

  private final CircuitBreaker circuit;

  public Breaker(String name, CircuitBreakerConfig config) {
    this.circuit = CircuitBreaker.of(name, config);
  }

  /**
   * Calls, unless the circuit is open: then the Future fails at once with {@link
   * CallNotPermittedException}. Which failures count is the configuration's choice.
   */
  public <T> Future<T> call(Supplier<Future<T>> call) {
    if (!circuit.tryAcquirePermission()) {
      return Future.failedFuture(
          CallNotPermittedException.createCallNotPermittedException(circuit));
    }
    long start = circuit.getCurrentTimestamp();
    Future<T> answer;
    try {
      answer = call.get();
    } catch (RuntimeException e) {
      circuit.onError(circuit.getCurrentTimestamp() - start, circuit.getTimestampUnit(), e);
      return Future.failedFuture(e);
    }
    return answer.onComplete(
        value ->
            circuit.onSuccess(circuit.getCurrentTimestamp() - start, circuit.getTimestampUnit()),
        failure ->
            circuit.onError(
                circuit.getCurrentTimestamp() - start, circuit.getTimestampUnit(), failure));
  }

  /** Whether calls are being refused right now. */
  public boolean isOpen() {
    return circuit.getState() == CircuitBreaker.State.OPEN;
  }
}
