package vn.baodanh.kit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's life: steps started in order; when the process is told to end, not ready any more,
 * and the started steps stopped in reverse. The process waits for that, within a bound.
 */
public final class Service implements ReadinessCheck {

  private static final Logger LOG = LoggerFactory.getLogger(Service.class);

  private final String name;
  private final Vertx vertx;
  private final Duration drain;
  private final List<Step> steps = new ArrayList<>();
  private final Deque<Step> started = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile State state = State.STARTING;

  private enum State {
    STARTING,
    RUNNING,
    DRAINING
  }

  private record Step(
      String name, Supplier<? extends Future<?>> start, Supplier<? extends Future<?>> stop) {}

  /**
   * @param drain most time from being told to end until the process ends
   */
  public Service(String name, Vertx vertx, Duration drain) {
    this.name = name;
    this.vertx = vertx;
    this.drain = drain;
  }

  /**
   * Adds a step.
   *
   * @param start begun when the step before has started
   * @param stop begun when the step after has stopped, or could not; only if start succeeded
   */
  public Service step(
      String name, Supplier<? extends Future<?>> start, Supplier<? extends Future<?>> stop) {
    steps.add(new Step(name, start, stop));
    return this;
  }

  /**
   * Starts the steps, prints one JSON line "started", and stops them when the process is told to
   * end. A step that cannot start ends the process with status 1 and one line that says why.
   *
   * @param facts further members of the line, asked once all steps are started: ports
   */
  public void run(Supplier<Map<String, Object>> facts) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::drainAndWait, "drain"));
    start()
        .onSuccess(done -> {
          var line = new JsonObject().put("event", "started").put("service", name);
          facts.get().forEach(line::put);
          System.out.println(line.encode());
        })
        .onFailure(Service::die);
  }

  /**
   * Starts the steps. Fails with the first one that cannot, naming it; those before stay started.
   */
  public Future<Void> start() {
    Future<?> last = Future.succeededFuture();
    for (var step : steps) {
      last = last.compose(done -> startOne(step));
    }
    return last.map(done -> {
      synchronized (this) {
        state = state == State.DRAINING ? State.DRAINING : State.RUNNING;
      }
      return null;
    });
  }

  /**
   * Stops what was started, in reverse; what fails to stop is logged and passed over. Closes Vert.x
   * last.
   */
  public Future<Void> stop() {
    synchronized (this) {
      state = State.DRAINING;
    }
    Future<?> last = Future.succeededFuture();
    for (var step = pop(); step != null; step = pop()) {
      var next = step;
      last = last.transform(done -> stopOne(next));
    }
    return last.transform(done -> vertx.close());
  }

  /** Whether it takes no more work because it is about to end. */
  public boolean isDraining() {
    return state == State.DRAINING;
  }

  @Override
  public String name() {
    return "lifecycle";
  }

  /** Not ready before all steps are started, and from the begin of the drain. */
  @Override
  public Optional<String> fault() {
    return switch (state) {
      case STARTING -> Optional.of("starting");
      case RUNNING -> Optional.empty();
      case DRAINING -> Optional.of("draining");
    };
  }

  /** What blocks, as a step: done on a thread of its own. */
  public static Future<?> onThreadOfItsOwn(Callable<?> work) {
    Promise<Object> done = Promise.promise();
    Thread.ofPlatform()
        .start(() -> {
          try {
            work.call();
            done.complete();
          } catch (Exception e) { // of whatever kind: it is why the step failed
            done.fail(e);
          }
        });
    return done.future();
  }

  /** Prints one line saying why and ends the process with status 1. */
  public static void die(Throwable cause) {
    var message = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    System.err.println("Cannot go on: " + message.lines().findFirst().orElse("unknown"));
    // Not from this thread: the hook waits for the event loop that may be calling.
    new Thread(() -> System.exit(1), "die").start();
  }

  private Future<?> startOne(Step step) {
    if (isDraining()) {
      return Future.failedFuture(new IllegalStateException("told to end while starting"));
    }
    return begin(step.start())
        .onSuccess(done -> push(step))
        .recover(cause ->
            Future.failedFuture(
                new IllegalStateException(step.name() + ": " + cause.getMessage(), cause)));
  }

  private Future<?> stopOne(Step step) {
    return begin(step.stop())
        .onFailure(cause -> LOG.warn("{} did not stop cleanly: {}", step.name(), cause.toString()));
  }

  private static Future<?> begin(Supplier<? extends Future<?>> action) {
    try {
      return action.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private synchronized void push(Step step) {
    started.push(step);
  }

  private synchronized @org.jspecify.annotations.Nullable Step pop() {
    return started.poll();
  }

  private void drainAndWait() {
    stop().onComplete(done -> ended.countDown());
    try {
      if (!ended.await(drain.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Ended after {} ms without having stopped everything", drain.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
