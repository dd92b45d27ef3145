package vn.baodanh.registration.queue;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Breaker;
import vn.baodanh.kit.ReadinessCheck;

/**
 * Looks once a second whether Redis still holds the queue of this installation and has room for
 * more of it. A Redis that lost the queue is never filled again by itself: what it held and
 * Postgres has not recorded may be gone, and a person must look first.
 */
public final class QueueWatch extends VerticleBase implements ReadinessCheck {
  private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);
  private static final long EVERY_MS = 1_000;

  private final Supplier<Future<Long>> usedBytes;
  private final Breaker breaker;
  private final long mostBytes;
  private volatile @Nullable String lost;
  private volatile boolean full;
  private volatile boolean reachable;

  /**
   * @param breaker the one around the queue: by these looks it closes although nobody files
   * @param usedBytes asks Redis how much memory it uses
   * @param mostBytes beyond this much nothing more is kept
   */
  public QueueWatch(Supplier<Future<Long>> usedBytes, Breaker breaker, long mostBytes) {
    this.usedBytes = usedBytes;
    this.breaker = breaker;
    this.mostBytes = mostBytes;
  }

  @Override
  public Future<?> start() {
    look();
    vertx.setPeriodic(EVERY_MS, tick -> look());
    return Future.succeededFuture();
  }

  /**
   * Whether this failure of a call says that the queue is lost; if so, it stays so until the
   * service is restarted.
   */
  public void heard(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("EPOCH") || message.contains("Function not found")) {
      declareLost("Redis does not hold the queue of this installation: it was emptied or replaced");
    }
  }

  /** Declares that what Redis had kept is not there any more. */
  public void declareLost(String why) {
    if (lost == null) {
      lost = why;
      LOG.error(
          "{}; filings are refused until someone has looked at it (README, \"Redis lost its"
              + " data\")",
          why);
    }
  }

  /** The same, because a partition's stream does not have the entry that was recorded last. */
  public void declareOlderCopy(int partition, String recordedTo) {
    declareLost(
        "Redis holds an older copy of the queue, or another one: partition "
            + partition
            + " lacks entry "
            + recordedTo
            + ", which was recorded last");
  }

  public boolean isLost() {
    return lost != null;
  }

  public boolean isFull() {
    return full;
  }

  public boolean isReachable() {
    return reachable;
  }

  @Override
  public String name() {
    return "queue";
  }

  @Override
  public Optional<String> fault() {
    return Optional.ofNullable(lost);
  }

  private void look() {
    breaker
        .call(usedBytes)
        .onComplete(
            used -> {
              reachable = true;
              full = used > mostBytes;
            },
            failure -> reachable = false);
  }
}
