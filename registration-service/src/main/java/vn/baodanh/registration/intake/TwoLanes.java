package vn.baodanh.registration.intake;

import io.vertx.core.Future;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.queue.Kept;
import vn.baodanh.registration.queue.QueueWatch;
import vn.baodanh.registration.season.Window;

/**
 * Keeps by the queue, and directly in the record where the queue cannot say that it has kept. A
 * copy that reached the queue all the same is the same filing by its id, and is not recorded twice.
 */
final class TwoLanes implements Keeper {
  private final Keeper queue;
  private final Keeper direct;
  private final QueueWatch watch;

  TwoLanes(Keeper queue, Keeper direct, QueueWatch watch) {
    this.queue = queue;
    this.direct = direct;
    this.watch = watch;
  }

  @Override
  public Future<Kept> keep(Filing filing, Window window) {
    return queue
        .keep(filing, window)
        .recover(failure -> {
          watch.heard(failure);
          return watch.isLost() ? Future.failedFuture(failure) : direct.keep(filing, window);
        });
  }
}
