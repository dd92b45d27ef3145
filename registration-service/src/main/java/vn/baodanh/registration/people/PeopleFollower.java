package vn.baodanh.registration.people;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Worker;
import vn.baodanh.registration.filing.Partitions;

/**
 * Follows the journal: learns from exam registrations who candidates are and where they are
 * reached, and finds those who may be one person. Any number of processes may do it side by side.
 * Runs on a virtual thread.
 */
final class PeopleFollower extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(PeopleFollower.class);
  private static final int ROWS = 5_000;
  private static final int DOCUMENTS = 500;
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final PeopleStore store;
  private final Partitions partitions;
  private boolean begun;

  PeopleFollower(PeopleStore store, Partitions partitions) {
    this.store = store;
    this.partitions = partitions;
  }

  @Override
  protected Duration round() {
    if (!begun) {
      store.begin(partitions.count()).await();
      begun = true;
    }
    boolean more = false;
    for (int p = 0; p < partitions.count(); p++) {
      more |= store.learn(p, ROWS).await();
    }
    more |= store.compare(DOCUMENTS).await() == DOCUMENTS;
    return more ? Duration.ZERO : IDLE;
  }

  @Override
  protected Duration afterFailure(Exception e) {
    LOG.warn("exam registrations wait to be learned from: {}", e.toString());
    return AFTER_FAILURE;
  }
}
