package vn.baodanh.registration.recording;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.queue.Kept;
import vn.baodanh.registration.season.Window;

/**
 * Records filings straight into Postgres while the queue cannot keep them: slower, never wrong.
 * Filings of one partition that wait at the same time share a transaction. It runs on virtual
 * threads; {@link #keep} may be called from anywhere.
 */
public final class DirectLane extends VerticleBase {
  /** As long as {@code keep.lua} takes them. */
  private static final long STRAGGLERS_US = 12_000_000;

  /** So long after a close its marks are sought; then nothing can wait any more. */
  private static final long MARKED_WITHIN_US =
      RecordingDuties.BARRIER_SOUGHT.toSeconds() * 1_000_000;

  /** Postgres may stand still; whoever files then must be told to come again. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

  private final Pool pool;
  private final Partitions partitions;
  private final BatchTools tools;
  private final RecordingSettings settings;
  private final Outcomes outcomes;
  private final List<Queue<Wish>> wishesByPartition;
  private final AtomicBoolean[] busy;
  private final AtomicInteger pending = new AtomicInteger();

  public DirectLane(
      Pool pool,
      Partitions partitions,
      BatchTools tools,
      RecordingSettings settings,
      Outcomes outcomes) {
    this.pool = pool;
    this.partitions = partitions;
    this.tools = tools;
    this.settings = settings;
    this.outcomes = outcomes;
    this.wishesByPartition = new ArrayList<>();
    this.busy = new AtomicBoolean[partitions.count()];
    for (int p = 0; p < partitions.count(); p++) {
      wishesByPartition.add(new ConcurrentLinkedQueue<>());
      busy[p] = new AtomicBoolean();
    }
  }

  private record Wish(Filing filing, Window window, Promise<Kept> answer, long madeNs) {
    /** Its sender was told to come again; nobody may find it recorded long after that. */
    boolean isStale() {
      return System.nanoTime() - madeNs > LONGEST_ANSWER.toNanos();
    }
  }

  @Override
  public Future<?> start() {
    return Future.succeededFuture();
  }

  /**
   * Records it now. Fails with 503 when too many wait; when Postgres fails or takes too long,
   * whether it will be recorded is unknown: ask again.
   */
  public Future<Kept> keep(Filing filing, Window window) {
    if (pending.incrementAndGet() > settings.directPending()) {
      pending.decrementAndGet();
      return Future.failedFuture(new ProblemException(busyProblem()));
    }
    int partition = partitions.of(filing.candidate());
    Promise<Kept> answer = Promise.promise();
    wishesByPartition.get(partition).add(new Wish(filing, window, answer, System.nanoTime()));
    context.runOnContext(go -> drain(partition));
    return answer
        .future()
        .onComplete(done -> pending.decrementAndGet())
        .timeout(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
  }

  public int pending() {
    return pending.get();
  }

  private static Problem busyProblem() {
    return Problem.of(
            503,
            "busy",
            "Hệ thống đang quá tải. Xin gửi lại sau ít giây.",
            "The system is overloaded. Please send it again in a few seconds.")
        .withRetryAfter(Duration.ofSeconds(2));
  }

  private void drain(int partition) {
    Queue<Wish> wishes = wishesByPartition.get(partition);
    while (!wishes.isEmpty() && busy[partition].compareAndSet(false, true)) {
      try {
        recordSome(partition, wishes);
      } finally {
        busy[partition].set(false);
      }
    }
  }

  private void recordSome(int partition, Queue<Wish> wishes) {
    List<Wish> group = new ArrayList<>();
    while (group.size() < settings.batch() && sameWindow(group, wishes.peek())) {
      Wish wish = wishes.remove();
      if (wish.isStale()) {
        wish.answer().fail("waited too long");
      } else {
        group.add(wish);
      }
    }
    if (group.isEmpty()) {
      return;
    }
    try {
      List<Kept> answers = record(partition, group);
      for (int i = 0; i < group.size(); i++) {
        group.get(i).answer().complete(answers.get(i));
      }
    } catch (Exception e) {
      group.forEach(wish -> wish.answer().fail(e));
    }
  }

  private static boolean sameWindow(
      List<Wish> group, @org.jspecify.annotations.Nullable Wish next) {
    return next != null && (group.isEmpty() || group.getFirst().window().equals(next.window()));
  }

  private List<Kept> record(int partition, List<Wish> group) {
    SqlConnection db = pool.getConnection().await();
    try {
      List<Filing> filings = group.stream().map(Wish::filing).toList();
      Batch batch = Batch.begin(db, tools, partition, Lane.DIRECT, filings);
      List<Kept> answers = new ArrayList<>(group.size());
      List<Recorded> announced = new ArrayList<>();
      try {
        Moment moment = moment(db, partition);
        for (Wish wish : group) {
          Verdict verdict = batch.judge().ofDirect(wish.filing(), outside(wish, moment));
          answers.add(take(batch, wish.filing(), verdict, announced));
        }
        if (group.stream().anyMatch(Wish::isStale)) { // connection and locks took their time, too
          throw new IllegalStateException("waited too long");
        }
      } catch (Exception e) {
        batch.rollback();
        throw e;
      }
      batch.commit(batch.before().lastId());
      outcomes.announce(announced);
      return answers;
    } finally {
      db.close();
    }
  }

  private static Kept take(Batch batch, Filing filing, Verdict verdict, List<Recorded> announced) {
    return switch (verdict) {
      case Verdict.Journaled journaled -> {
        Known known = batch.add(filing, journaled);
        announced.add(known.announcement());
        yield new Kept.Taken(known.orderUs(), known.receivedUs());
      }
      case Verdict.Duplicate(var first) -> new Kept.Taken(first.orderUs(), first.receivedUs());
      case Verdict.NotTaken(var answer) -> answer;
    };
  }

  /**
   * When a group is recorded.
   *
   * @param nowUs by the database's clock
   * @param countedUs what was received before may be counted already: its mark is set
   */
  private record Moment(long nowUs, long countedUs) {
    /** Whether the record has all that was received before this close. */
    boolean isCounted(long closesUs) {
      return countedUs >= closesUs || nowUs >= closesUs + MARKED_WITHIN_US;
    }
  }

  private static Optional<Kept> outside(Wish wish, Moment moment) {
    long received = wish.filing().receivedUs();
    long closes = Micros.of(wish.window().closes());
    if (received < Micros.of(wish.window().opens())) {
      return Optional.of(new Kept.NotOpenYet());
    }
    if (received >= closes || moment.nowUs() >= closes + STRAGGLERS_US) {
      return Optional.of(moment.isCounted(closes) ? new Kept.Closed() : new Kept.Unsure());
    }
    return received < moment.countedUs() ? Optional.of(new Kept.TooOld()) : Optional.empty();
  }

  /** Read under the partition's lock, which whoever sets a mark needs as well. */
  private static Moment moment(SqlConnection db, int partition) {
    var row =
        db.preparedQuery(
                """
                SELECT (extract(epoch FROM clock_timestamp()) * 1e6)::bigint, coalesce(max(closes_us), 0)
                FROM window_drained WHERE partition = $1
                """)
            .execute(Tuple.of((short) partition))
            .await()
            .iterator()
            .next();
    return new Moment(row.getLong(0), row.getLong(1));
  }
}
