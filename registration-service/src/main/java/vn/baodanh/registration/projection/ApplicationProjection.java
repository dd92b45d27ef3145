package vn.baodanh.registration.projection;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.PostgresSession;
import vn.baodanh.kit.Worker;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.filing.Partitions;

/**
 * Follows the journal, partition by partition, and writes for each institution what changed there,
 * with positions that count its own changes without gaps. They are drawn under the lock of a
 * one-row counter that is taken last and held until the commit, so their order is the order of
 * commits, and whoever has read up to a position has missed nothing below it.
 */
public final class ApplicationProjection extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationProjection.class);
  private static final int LOCK = 7_302;
  private static final int BATCH = 1_000;
  private static final Duration ROUND = Duration.ofMillis(500);

  /** Merges are few; finding them reads all of those whose lists may differ. */
  private static final Duration MERGES_EVERY = Duration.ofSeconds(2);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final Supplier<Future<PostgresSession>> connect;
  private final Partitions partitions;
  private final Choices choices;
  private final Clock clock;
  private final RandomGenerator random;
  private Instant mergesProjectedAt = Instant.EPOCH;

  /**
   * @param withPlaces whether institutions see places of the whole list
   */
  public ApplicationProjection(
      Supplier<Future<PostgresSession>> connect,
      Partitions partitions,
      boolean withPlaces,
      Clock clock,
      RandomGenerator random) {
    this.connect = connect;
    this.partitions = partitions;
    this.choices = new Choices(withPlaces);
    this.clock = clock;
    this.random = random;
  }

  /** As long as this node may project. */
  @Override
  protected Duration round() {
    PostgresSession session = connect.get().await();
    SqlConnection db = session.db();
    try {
      db.query("SET idle_session_timeout = '10s'; SET idle_in_transaction_session_timeout = '5s'")
          .execute()
          .await();
      while (!isStopping() && !take(db)) {
        rest(AFTER_FAILURE);
      }
      for (int p = 0; !isStopping(); p = (p + 1) % partitions.count()) {
        int projected = Math.max(project(db, p), projectPayments(db, p));
        projectMerges(db);
        if (projected < BATCH) {
          rest(ROUND.dividedBy(partitions.count()));
        }
      }
    } finally {
      session.close();
    }
    return Duration.ZERO;
  }

  @Override
  protected Duration afterFailure(Exception e) {
    LOG.warn("projection starts again: {}", e.toString());
    return AFTER_FAILURE;
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
  private int project(SqlConnection db, int partition) {
    List<JournaledFiling> rows = ApplicationStore.next(db, partition, BATCH).await();
    if (rows.isEmpty()) {
      return 0;
    }
    inTransaction(
        db,
        () -> {
          var before =
              ApplicationStore.before(db, partition, Changes.firstSeqs(rows), choices).await();
          long seq = rows.getLast().seq();
          ApplicationStore.moveCursor(db, partition, rows.getFirst().cursor(), seq).await();
          append(db, partition, Changes.of(rows, before, choices));
          appendForms(db, registered(rows));
        });
    return rows.size();
  }

  private static Set<UUID> registered(List<JournaledFiling> rows) {
    return rows.stream()
        .filter(row -> row.applied() && row.kind() == Kind.REGISTRATION)
        .map(JournaledFiling::candidate)
        .collect(toSet());
  }

  /** Tells institutions the exam registration of those who registered as another candidate. */
  private void appendForms(SqlConnection db, Collection<UUID> candidates) {
    if (!candidates.isEmpty()) {
      for (var list : MergedLists.registered(db, candidates).await()) {
        append(db, list.partition(), Changes.ofForm(list, choices));
      }
    }
  }

  /** One transaction over lists that were paid; answers how many these were. */
  private int projectPayments(SqlConnection db, int partition) {
    List<Change> changes = new ArrayList<>();
    int[] taken = {0};
    inTransaction(
        db,
        () -> {
          var payments = ApplicationStore.takePayments(db, partition, BATCH).await();
          taken[0] = payments.size();
          Map<UUID, Long> afterCursor = new HashMap<>();
          payments.forEach(paid -> afterCursor.put(paid.candidate(), paid.cursor() + 1));
          var applicants = ApplicationStore.before(db, partition, afterCursor, choices).await();
          for (var paid : payments) {
            Applicant applicant = applicants.getOrDefault(paid.candidate(), Applicant.UNKNOWN);
            if (applicant.listSeq() == paid.seq()) { // else another list counts by now
              changes.addAll(Changes.ofPayment(paid.candidate(), applicant));
            }
          }
          append(db, partition, changes);
        });
    return taken[0];
  }

  /** One transaction over what counts otherwise because candidates were merged. */
  private void projectMerges(SqlConnection db) {
    Instant now = clock.instant();
    if (now.isBefore(mergesProjectedAt.plus(MERGES_EVERY))) {
      return;
    }
    mergesProjectedAt = now;
    inTransaction(
        db,
        () -> {
          var outdone = MergedLists.take(db, BATCH).await();
          outdone.stream()
              .collect(groupingBy(MergedLists.Outdone::partition))
              .forEach((partition, lists) ->
                  append(
                      db,
                      partition,
                      lists.stream().flatMap(list -> Changes.ofOutdone(list, choices)).toList()));
          appendForms(db, MergedLists.takeMerged(db, BATCH).await());
        });
  }

  private void append(SqlConnection db, int partition, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    List<Chunk> chunks = Chunk.of(changes);
    Set<String> institutions = chunks.stream().map(Chunk::institution).collect(toSet());
    ApplicationStore.lockPositions(db, changes.size()).await();
    Map<String, Long> last = ApplicationStore.lastPositions(db, institutions).await();
    long nowUs = Micros.of(clock.instant());
    ApplicationStore.append(db, partition, nowUs, Chunk.placed(chunks, last, random)).await();
  }

  private static void inTransaction(SqlConnection db, Runnable work) {
    var transaction = db.begin().await();
    try {
      work.run();
    } catch (Exception e) { // what a Future failed with is thrown as it is, checked or not
      transaction.rollback().otherwiseEmpty().await();
      throw e;
    }
    transaction.commit().await();
  }
}
