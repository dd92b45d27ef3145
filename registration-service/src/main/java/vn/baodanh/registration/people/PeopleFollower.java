package vn.baodanh.registration.people;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Worker;
import vn.baodanh.registration.filing.Partitions;

/**
 * Follows the journal: learns from exam registrations who candidates are and where they are
 * reached, and finds those who may be one person. Any number of processes may run it; one learns at
 * a time. Runs on a virtual thread.
 */
final class PeopleFollower extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(PeopleFollower.class);
  private static final int ROWS = 1_000; // of each partition, in one transaction

  /** Little at a time: who files now needs the processors, too. */
  private static final Duration SOON = Duration.ofMillis(50);

  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private final DocumentLearner learner;
  private final Partitions partitions;
  private boolean begun;

  PeopleFollower(DocumentLearner learner, Partitions partitions) {
    this.learner = learner;
    this.partitions = partitions;
  }

  @Override
  protected Duration round() {
    if (!begun) {
      learner.begin(partitions.count()).await();
      begun = true;
    }
    return learner.learnFromRegistrations(ROWS).await() > 0 ? SOON : IDLE;
  }

  @Override
  protected Duration afterFailure(Exception e) {
    LOG.warn("exam registrations wait to be learned from: {}", e.toString());
    return AFTER_FAILURE;
  }
}
