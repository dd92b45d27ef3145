package vn.baodanh.kit;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The parts of a service that are up, to be stopped in reverse. Blocks; not for an event loop. */
public final class Running implements AutoCloseable {
  private final Vertx vertx;
  private final Deque<Supplier<? extends Future<?>>> closings = new ArrayDeque<>();

  public Running(Vertx vertx) {
    this.vertx = vertx;
  }

  /** A part is up, and this stops it. */
  public void add(Supplier<? extends Future<?>> closing) {
    closings.push(closing);
  }

  /** Verticles that are stopped together, so that none waits for another's rest. */
  public void deploy(ThreadingModel threads, List<? extends Deployable> verticles) {
    var options = new DeploymentOptions().setThreadingModel(threads);
    List<String> ids =
        verticles.stream().map(one -> vertx.deployVerticle(one, options).await()).toList();
    add(() -> Future.join(ids.stream().map(vertx::undeploy).toList()));
  }

  /** Stops everything in reverse; what fails to stop keeps nothing else up. */
  @Override
  public void close() {
    while (!closings.isEmpty()) {
      closings.pop().get().otherwiseEmpty().await();
    }
  }
}
