package vn.baodanh.payment.work;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a step again and again, with a pause after each, until it is told to stop; then the step
 * under way is finished. A step that fails is logged, and done again. To be deployed on virtual
 * threads.
 */
public final class Loop extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

  private final String name;
  private final Duration pause;
  private final Runnable step;
  private final Promise<Void> told = Promise.promise();
  private final Promise<Void> ended = Promise.promise();
  private volatile boolean stopping;

  /**
   * @param step may block
   */
  public Loop(String name, Duration pause, Runnable step) {
    this.name = name;
    this.pause = pause;
    this.step = step;
  }

  @Override
  public Future<?> start() {
    context.runOnContext(go -> live());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    told.tryComplete();
    return ended.future();
  }

  private void live() {
    while (!stopping) {
      try {
        step.run();
      } catch (Exception e) { // what a Future failed with is thrown as it is, checked or not
        LOG.warn("{} goes on in a while: {}", name, e.toString());
      }
      pause();
    }
    ended.complete();
  }

  /** Ends at once when it is told to stop. */
  private void pause() {
    var timer = vertx.timer(pause.toMillis(), TimeUnit.MILLISECONDS);
    Future.any(timer, told.future()).await();
    timer.cancel();
  }
}
