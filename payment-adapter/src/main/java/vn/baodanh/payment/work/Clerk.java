package vn.baodanh.payment.work;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does long works, one after the other: so that they take the memory of one. To be deployed on
 * virtual threads.
 */
public final class Clerk extends VerticleBase {
  private final int mostWaiting;
  private final AtomicInteger waiting = new AtomicInteger();
  private Future<?> last = Future.succeededFuture();

  /**
   * @param mostWaiting most that wait or are done; one more fails with 503
   */
  public Clerk(int mostWaiting) {
    this.mostWaiting = mostWaiting;
  }

  @Override
  public Future<?> start() {
    return Future.succeededFuture();
  }

  /** Does it when its turn comes; may block. Answers on the caller's context. */
  public <T> Future<T> does(Callable<T> work) {
    if (waiting.incrementAndGet() > mostWaiting) {
      waiting.decrementAndGet();
      return Future.failedFuture(Busy.PROBLEM);
    }
    Promise<T> done = Promise.promise();
    follow(done.future(), () -> run(work, done));
    Promise<T> answer = ((ContextInternal) vertx.getOrCreateContext()).promise();
    done.future().onComplete(answer);
    return answer.future();
  }

  /** While one waits for an answer, its thread would take up the next: so that comes afterwards. */
  private synchronized void follow(Future<?> next, Runnable work) {
    last.onComplete(ended -> context.runOnContext(go -> work.run()));
    last = next;
  }

  private <T> void run(Callable<T> work, Promise<T> done) {
    try {
      done.complete(work.call());
    } catch (Throwable e) { // whoever comes next waits for this one, also if memory was short
      done.fail(e);
    } finally {
      waiting.decrementAndGet();
    }
  }
}
