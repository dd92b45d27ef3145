package vn.baodanh.registration.recording;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether something may have been recorded that the queue was not told yet. While that is so, the
 * queue keeps filings as always, but what it answers is given out only as the record confirms it: a
 * repeat of what was recorded directly would get another version.
 *
 * <p>Doubt begins with the first trouble that this node has with Redis, which is before it can ask
 * a Redis that was restarted; of what another node alone recorded directly it hears within {@link
 * #LOOK_EVERY_MS}.
 */
public final class QueueDoubt extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(QueueDoubt.class);
  private static final long LOOK_EVERY_MS = 500;

  /**
   * A filing that took the direct lane when the trouble ended is recorded by then, or never: it
   * waits at most 3 s for its turn and a connection, and its transaction takes at most 2 s; other
   * nodes may have noticed the end 2 s later.
   */
  private static final Duration DIRECT_MAY_FOLLOW = Duration.ofSeconds(7);

  private final Pool pool;
  private final BooleanSupplier reachable;
  private volatile boolean raised = true;
  private volatile boolean postgresAnswers = true;
  private volatile long troubleNs;
  private boolean looking;

  /**
   * @param reachable whether Redis answered when it was last asked
   */
  public QueueDoubt(Pool pool, BooleanSupplier reachable) {
    this.pool = pool;
    this.reachable = reachable;
    this.troubleNs = System.nanoTime() - DIRECT_MAY_FOLLOW.toNanos();
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(LOOK_EVERY_MS, tick -> look());
    return lookAt(System.nanoTime()).otherwiseEmpty();
  }

  public boolean isRaised() {
    return raised || System.nanoTime() - troubleNs < DIRECT_MAY_FOLLOW.toNanos();
  }

  /**
   * Redis did not answer as it should, or a connection to it was lost. While Postgres is away too,
   * nothing can have been recorded directly, and nobody can say so: time alone ends the doubt.
   */
  public void raise() {
    sayUnlessRaised();
    troubleNs = System.nanoTime();
    if (postgresAnswers) {
      raised = true;
    }
  }

  private void sayUnlessRaised() {
    if (!isRaised()) {
      LOG.info("filings are answered as the record confirms them, until the queue knows all of it");
    }
  }

  private void look() {
    if (!reachable.getAsBoolean()) {
      raise();
    }
    if (!looking) {
      looking = true;
      lookAt(System.nanoTime()).onComplete(done -> looking = false);
    }
  }

  private Future<?> lookAt(long begunNs) {
    return isSomethingUntold()
        .timeout(4 * LOOK_EVERY_MS, TimeUnit.MILLISECONDS)
        .onComplete(looked -> postgresAnswers = looked.succeeded())
        .onSuccess(untold -> {
          if (untold) {
            sayUnlessRaised();
            raised = true;
          } else if (raised && begunNs - troubleNs > DIRECT_MAY_FOLLOW.toNanos()) {
            raised = false;
            LOG.info("the queue knows all that was recorded");
          }
        });
  }

  /** What was recorded directly just now counts as untold: more of it may be on its way. */
  private Future<Boolean> isSomethingUntold() {
    return pool.query(
            """
            SELECT EXISTS (
              SELECT FROM partition p CROSS JOIN LATERAL (
                SELECT seq, recorded_us FROM filing_journal WHERE partition = p.id AND lane = 2 ORDER BY seq DESC LIMIT 1) last
              WHERE last.seq > p.learned_seq OR last.recorded_us > (extract(epoch FROM clock_timestamp()) - %d) * 1e6)
            """
                .formatted(DIRECT_MAY_FOLLOW.toSeconds()))
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0));
  }
}
