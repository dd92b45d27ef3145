package vn.baodanh.registration.intake;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.queue.FilingQueue;
import vn.baodanh.registration.queue.Kept;
import vn.baodanh.registration.queue.QueueWatch;
import vn.baodanh.registration.recording.Outcomes;
import vn.baodanh.registration.recording.QueueDoubt;
import vn.baodanh.registration.recording.Recorded;
import vn.baodanh.registration.season.Window;

/**
 * Keeps by the queue, and directly in the record where the queue cannot say that it has kept. A
 * copy that reached the queue all the same is the same filing by its id, and is not recorded twice.
 * While the queue may not know all that was recorded directly, the record has the last word.
 */
final class TwoLanes implements Keeper {
  private static final long CONFIRMED_WITHIN_MS = 4_000;

  private final Keeper queued;
  private final Keeper direct;
  private final FilingQueue queue;
  private final Partitions partitions;
  private final QueueWatch watch;
  private final QueueDoubt doubt;
  private final Outcomes outcomes;
  private final Clock clock;

  /**
   * @param queued keeps by the queue
   * @param direct keeps without it
   */
  TwoLanes(Keeper queued, Keeper direct, Intake intake) {
    this.queued = queued;
    this.direct = direct;
    this.queue = intake.queue();
    this.partitions = intake.partitions();
    this.watch = intake.watch();
    this.doubt = intake.doubt();
    this.outcomes = intake.outcomes();
    this.clock = intake.clock();
  }

  @Override
  public Future<Kept> keep(Filing filing, Window window) {
    return queued
        .keep(filing, window)
        .compose(
            kept ->
                doubt.isRaised() ? asTheRecordHasIt(filing, kept) : Future.succeededFuture(kept),
            failure -> {
              doubt.raise();
              watch.heard(failure);
              return watch.isLost() ? Future.failedFuture(failure) : direct.keep(filing, window);
            });
  }

  private Future<Kept> asTheRecordHasIt(Filing filing, Kept kept) {
    return switch (kept) {
      case Kept.Taken taken -> confirmed(filing, taken);
      case Kept.KeyReused reused -> Future.succeededFuture(reused);
      case Kept.Stale _, Kept.NotOpenYet _, Kept.Closed _, Kept.TooOld _, Kept.Unsure _ ->
          outcomes
              .find(filing.candidate(), filing.id())
              .map(found -> found.<Kept>map(TwoLanes::taken).orElse(kept));
    };
  }

  /** Whatever the queue said, its next answer about this filing is the same. */
  private Future<Kept> confirmed(Filing filing, Kept.Taken byQueue) {
    return outcomes
        .confirmed(filing.candidate(), filing.id(), CONFIRMED_WITHIN_MS)
        .compose(found -> {
          Kept.Taken taken =
              found
                  .map(TwoLanes::taken)
                  .orElseThrow(() -> new ProblemException(IntakeProblems.unavailable()));
          return taken.equals(byQueue) ? Future.succeededFuture(taken) : told(filing, taken);
        });
  }

  private Future<Kept> told(Filing filing, Kept.Taken taken) {
    var recorded =
        new FilingQueue.Recorded(
            filing.document(), filing.id(), taken.receivedUs(), taken.orderUs(), filing.digest());
    int partition = partitions.of(filing.candidate());
    return Future.fromCompletionStage(queue.learn(partition, List.of(recorded), clock.instant()))
        .map(taken);
  }

  private static Kept.Taken taken(Recorded recorded) {
    return new Kept.Taken(recorded.orderUs(), recorded.receivedUs());
  }
}
