package vn.baodanh.registration.projection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.registration.filing.Partitions;

/**
 * Follows the journal, partition by partition, and writes for each institution what changed there,
 * with ascending positions. The positions come from a one-row counter that is locked last and held
 * until the commit, so their order is the order of commits, and whoever has read up to a position
 * has missed nothing below it.
 */
public final class ApplicationProjection extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationProjection.class);
  private static final int LOCK = 7_302;
  private static final int BATCH = 1_000;
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Supplier<Future<SqlConnection>> connect;
  private final Partitions partitions;
  private final Promise<Void> ended = Promise.promise();
  private volatile boolean stopping;

  public ApplicationProjection(Supplier<Future<SqlConnection>> connect, Partitions partitions) {
    this.connect = connect;
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
    while (!stopping) {
      try {
        own();
      } catch (Exception e) { // what a Future failed with is thrown as it is, checked or not
        LOG.warn("projection starts again: {}", e.toString());
        sleep(AFTER_FAILURE);
      }
    }
    ended.complete();
  }

  private void own() {
    SqlConnection db = connect.get().await();
    try {
      db.query("SET idle_session_timeout = '10s'; SET idle_in_transaction_session_timeout = '5s'")
          .execute()
          .await();
      while (!stopping && !take(db)) {
        sleep(AFTER_FAILURE);
      }
      while (!stopping) {
        int projected = 0;
        for (int p = 0; p < partitions.count(); p++) {
          projected = Math.max(projected, project(db, p));
        }
        if (projected < BATCH) {
          sleep(IDLE);
        }
      }
    } finally {
      db.close();
    }
  }

  private static boolean take(SqlConnection db) {
    return db.preparedQuery("SELECT pg_try_advisory_lock($1)")
        .execute(Tuple.of((long) LOCK))
        .await()
        .iterator()
        .next()
        .getBoolean(0);
  }

  /** One transaction over the next journal rows of a partition; answers how many these were. */
  private static int project(SqlConnection db, int partition) {
    List<JournaledList> rows = ApplicationStore.next(db, partition, BATCH).await();
    if (rows.isEmpty()) {
      return 0;
    }
    var transaction = db.begin().await();
    try {
      var before = ApplicationStore.before(db, rows).await();
      List<Change> changes = Changes.of(rows, before);
      long seq = rows.getLast().seq();
      ApplicationStore.moveCursor(db, partition, rows.getFirst().cursor(), seq).await();
      if (!changes.isEmpty()) {
        long last = ApplicationStore.drawPositions(db, changes.size()).await();
        ApplicationStore.append(db, partition, last - changes.size(), Chunk.of(changes)).await();
      }
    } catch (Exception e) {
      transaction.rollback().otherwiseEmpty().await();
      throw e;
    }
    transaction.commit().await();
    return rows.size();
  }

  private void sleep(Duration time) {
    vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS).await();
  }
}
