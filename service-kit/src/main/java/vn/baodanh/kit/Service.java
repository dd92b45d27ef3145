package vn.baodanh.kit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A service's life: steps started in order, stopped in reverse within a bound. */
public final class Service implements ReadinessCheck {

  /** @param drain most time from the signal to stop until the process ends */
  public Service(String name, Vertx vertx, Duration drain) {}

  /** Adds a step. @param stop begun only if start succeeded */
  public Service step(String name, Supplier<Future<?>> start, Supplier<Future<?>> stop) {
    throw new UnsupportedOperationException();
  }

  /**
   * Starts the steps, prints one JSON line "started", and stops them when the process is told to end. A step that
   * fails ends the process with status 1.
   *
   * @param facts further members of the line, asked once all steps are started: ports
   */
  public void run(Supplier<Map<String, Object>> facts) {
    throw new UnsupportedOperationException();
  }

  /** Whether it takes no more work because it is about to end. */
  public boolean isDraining() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String name() {
    return "lifecycle";
  }

  /** Not ready before all steps are started, and from the begin of the drain. */
  @Override
  public Optional<String> fault() {
    throw new UnsupportedOperationException();
  }

  /** Prints one line saying why and ends the process with status 1. */
  public static void die(Throwable cause) {
    throw new UnsupportedOperationException();
  }
}
