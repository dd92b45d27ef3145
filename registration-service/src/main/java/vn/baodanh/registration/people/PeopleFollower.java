package vn.baodanh.registration.people;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.registration.filing.Partitions;

/**
 * Follows the journal: learns from exam registrations who candidates are and where they are
 * reached, and finds those who may be one person. Any number of processes may do it side by side.
 * Runs on a virtual thread.
 */
final class PeopleFollower extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PeopleFollower.class);
  private static final int ROWS = 5_000;
  private static final int DOCUMENTS = 500;
  private static final long IDLE_MS = 500;
  private static final long FAILED_MS = 2_000;

  private final PeopleStore store;
  private final Partitions partitions;
  private final Promise<Void> ended = Promise.promise();
  private volatile boolean stopping;

  PeopleFollower(PeopleStore store, Partitions partitions) {
    this.store = store;
    this.partitions = partitions;
  }

  @Override
  public Future<?> start() {
    context.runOnContext(started -> live());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    return ended.future();
  }

  private void live() {
    boolean begun = false;
    while (!stopping) {
      try {
        if (!begun) {
          store.begin(partitions.count()).await();
          begun = true;
        }
        sleep(round() ? 0 : IDLE_MS);
      } catch (Exception e) { // what a Future failed with is thrown as it is, checked or not
        LOG.warn("exam registrations wait to be learned from: {}", e.toString());
        sleep(FAILED_MS);
      }
    }
    ended.complete();
  }

  private boolean round() {
    boolean more = false;
    for (int p = 0; p < partitions.count(); p++) {
      more |= store.learn(p, ROWS).await();
    }
    more |= store.compare(DOCUMENTS).await() == DOCUMENTS;
    return more;
  }

  private void sleep(long ms) {
    if (ms > 0) {
      vertx.timer(ms, TimeUnit.MILLISECONDS).await();
    }
  }
}
