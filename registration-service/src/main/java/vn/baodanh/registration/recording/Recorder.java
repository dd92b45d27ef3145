package vn.baodanh.registration.recording;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.baodanh.kit.Postgres;
import vn.baodanh.kit.PostgresSession;
import vn.baodanh.kit.Worker;
import vn.baodanh.registration.filing.Filing;
import vn.baodanh.registration.queue.Entry;
import vn.baodanh.registration.queue.EntryId;
import vn.baodanh.registration.queue.FilingQueue;
import vn.baodanh.registration.queue.QueueWatch;

/**
 * Records one partition's queue, batch by batch, while this node owns the partition. The owner is
 * whoever holds an advisory lock; that saves work and is not what makes it correct: a batch commits
 * only if the partition still stands where it was read from.
 *
 * <p>Only a fault in the data of a filing that was tried by itself sets it aside; anything else
 * stops the partition and is tried again, more and more slowly.
 */
public final class Recorder extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final Duration ASK_FOR_OWNERSHIP = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final int partition;
  private final int partitions;
  private final FilingQueue queue;
  private final Supplier<Future<PostgresSession>> connect;
  private final BatchTools tools;
  private final RecordingSettings settings;
  private final RecordingDuties duties;
  private final Outcomes outcomes;
  private final QueueWatch watch;
  private final RecordingMetrics metrics;
  private long begun;
  private Duration pause = IDLE;

  public Recorder(
      int partition,
      int partitions,
      FilingQueue queue,
      Supplier<Future<PostgresSession>> connect,
      BatchTools tools,
      RecordingSettings settings,
      RecordingDuties duties,
      Outcomes outcomes,
      QueueWatch watch,
      RecordingMetrics metrics) {
    this.partition = partition;
    this.partitions = partitions;
    this.queue = queue;
    this.connect = connect;
    this.tools = tools;
    this.settings = settings;
    this.duties = duties;
    this.outcomes = outcomes;
    this.watch = watch;
    this.metrics = metrics;
  }

  /** Asks until this node owns the partition, and records as long as it does. */
  @Override
  protected Duration round() {
    begun = System.nanoTime();
    PostgresSession session = connect.get().await();
    SqlConnection db = session.db();
    try {
      while (!Ownership.take(db, partition)) {
        rest(ASK_FOR_OWNERSHIP);
        if (isStopping()) {
          return Duration.ZERO;
        }
      }
      Postgres.checkDurable(db).await();
      String last = Ownership.position(db, partition);
      refuseOlderCopy(last);
      while (!isStopping()) {
        duties.perform(db, partition, last, this::await);
        last = step(db, last);
      }
    } finally {
      session.close();
    }
    return Duration.ZERO;
  }

  @Override
  protected Duration afterFailure(Exception e) {
    boolean ranWell = System.nanoTime() - begun > LONGEST_PAUSE.toNanos();
    pause = ranWell ? IDLE : shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    LOG.warn(
        "partition {} stops recording for {} ms: {}",
        partition,
        pause.toMillis(),
        e instanceof CompletionException wrapped
            ? String.valueOf(wrapped.getCause())
            : e.toString());
    return pause;
  }

  /** What was recorded last must be in the stream, or this is not the stream that it came from. */
  private void refuseOlderCopy(String last) {
    if (!await(queue.tail(partition, last)).holdsLast()) {
      watch.declareOlderCopy(partition, last);
      throw new IllegalStateException("the queue is lost");
    }
  }

  private String step(SqlConnection db, String last) {
    List<Entry> entries = await(queue.read(partition, last, settings.batch()));
    if (entries.isEmpty()) {
      rest(IDLE);
      return last;
    }
    String recordedTo = record(db, last, entries);
    if (entries.size() < settings.batch()) {
      rest(untilNextTurn());
    }
    return recordedTo;
  }

  /**
   * Partitions take turns within an interval: all at once, they would take the processors from
   * those who wait for an answer.
   */
  private Duration untilNextTurn() {
    long intervalNs = settings.interval().toNanos();
    long turnNs = intervalNs * partition / partitions;
    return Duration.ofNanos(intervalNs - Math.floorMod(System.nanoTime() - turnNs, intervalNs));
  }

  private String record(SqlConnection db, String last, List<Entry> entries) {
    try {
      recordTogether(db, last, entries);
    } catch (PgException e) {
      if (!isFaultOfData(e)) {
        throw e;
      }
      recordOneByOne(db, last, entries);
    }
    return entries.getLast().id();
  }

  private void recordOneByOne(SqlConnection db, String last, List<Entry> entries) {
    String from = last;
    for (Entry entry : entries) {
      try {
        recordTogether(db, from, List.of(entry));
      } catch (PgException e) {
        if (!isFaultOfData(e)) {
          throw e;
        }
        SetAside.entry(db, partition, from, entry, e.getSqlState() + " " + e.getErrorMessage());
        sayThatItIsSetAside(entry, e.getSqlState());
      }
      from = entry.id();
    }
  }

  private void recordTogether(SqlConnection db, String last, List<Entry> entries) {
    List<Filing> filings = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      if (entry instanceof Entry.Waiting waiting) {
        filings.add(waiting.filing());
      }
    }
    Batch batch = Batch.begin(db, tools, partition, Lane.QUEUE, filings);
    if (!batch.before().lastId().equals(last)) {
      batch.rollback();
      throw new MovedOnException(partition);
    }
    List<Recorded> announced = new ArrayList<>(filings.size());
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.Waiting(var id, var order, var filing) ->
            announced.add(take(batch, filing, batch.judge().ofQueue(filing, order)));
        case Entry.Barrier(var id, var window, var closes) -> batch.markDrained(window, closes);
        case Entry.Beginning beginning -> {}
        case Entry.Unreadable unreadable -> batch.setAside(unreadable);
      }
    }
    batch.commit(entries.getLast().id());
    for (Entry entry : entries) {
      if (entry instanceof Entry.Unreadable unreadable) {
        sayThatItIsSetAside(unreadable, unreadable.fault());
      }
    }
    outcomes.announce(announced);
    metrics.recorded(announced, EntryId.millis(entries.getFirst().id()));
  }

  private void sayThatItIsSetAside(Entry entry, String fault) {
    LOG.error("partition {}: entry {} is set aside: {}", partition, entry.id(), fault);
    metrics.setAside();
  }

  private static Recorded take(Batch batch, Filing filing, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Journaled journaled -> batch.add(filing, journaled).announcement();
      case Verdict.Duplicate(var first) -> {
        batch.pass(filing);
        yield first.announcement();
      }
      case Verdict.NotTaken notTaken ->
          throw new IllegalStateException("the queue took it already: " + notTaken);
    };
  }

  /**
   * SQLSTATE classes 22 and 23: the values themselves were refused (PostgreSQL manual, appendix A).
   */
  private static boolean isFaultOfData(PgException e) {
    return e.getSqlState().startsWith("22") || e.getSqlState().startsWith("23");
  }

  private <T> T await(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, context).await();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
