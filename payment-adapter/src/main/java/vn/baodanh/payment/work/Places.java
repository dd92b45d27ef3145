package vn.baodanh.payment.work;

import io.vertx.core.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Room for so many works at once. Nobody waits for a place. For any thread. */
public final class Places {
  private final Semaphore free;

  /**
   * @param most most at once; one more fails with 503 {@code busy}
   */
  public Places(int most) {
    this.free = new Semaphore(most);
  }

  /** Begins it if there is a place, which it has until it has ended, in whatever way. */
  public <T> Future<T> take(Supplier<Future<T>> work) {
    if (!free.tryAcquire()) {
      return Future.failedFuture(Busy.PROBLEM);
    }
    try {
      return work.get().onComplete(ended -> free.release());
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
  }
}
