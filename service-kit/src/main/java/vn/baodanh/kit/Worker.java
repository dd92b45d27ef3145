package vn.baodanh.kit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Works in rounds until it is told to stop; then the round under way is finished, and rest ends at
 * once. To be deployed on a virtual thread: rounds may block.
 */
public abstract class Worker extends VerticleBase {
  private final Promise<Void> told = Promise.promise();
  private final Promise<Void> ended = Promise.promise();
  private volatile boolean stopping;

  @Override
  public final Future<?> start() {
    context.runOnContext(started -> live());
    return Future.succeededFuture();
  }

  @Override
  public final Future<?> stop() {
    stopping = true;
    told.tryComplete();
    return ended.future();
  }

  /**
   * Does what is to be done now.
   *
   * @return how long to rest before the next round; zero if there may be more to do at once
   */
  protected abstract Duration round();

  /**
   * Says in the log what waits, and why: a round failed.
   *
   * @return how long to rest before the next
   */
  protected abstract Duration afterFailure(Exception e);

  protected final boolean isStopping() {
    return stopping;
  }

  protected final void rest(Duration time) {
    if (time.toMillis() > 0 && !stopping) {
      var timer = vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS);
      Future.any(timer, told.future()).await();
      timer.cancel();
    }
  }

  private void live() {
    while (!stopping) {
      Duration rest;
      try {
        rest = round();
      } catch (Exception e) { // what a Future failed with is thrown as it is, checked or not
        rest = afterFailure(e);
      }
      rest(rest);
    }
    ended.complete();
  }
}
