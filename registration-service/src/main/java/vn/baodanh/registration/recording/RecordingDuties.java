package vn.baodanh.registration.recording;

import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vn.baodanh.registration.filing.Document;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.queue.EntryId;
import vn.baodanh.registration.queue.FilingQueue;
import vn.baodanh.registration.season.Window;

/**
 * What the owner of a partition does beside recording, about once a second: shows Postgres that it
 * lives, forgets what was recorded long ago, tells the queue what the direct lane recorded, asks
 * for the mark at the end of a closed window.
 */
public final class RecordingDuties {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration KEEP_RECORDED = Duration.ofMinutes(1);
  private static final Duration BARRIER_AFTER = Duration.ofSeconds(15);
  static final Duration BARRIER_SOUGHT = Duration.ofDays(7);
  private static final int TOLD_AT_ONCE = 500;

  private final FilingQueue queue;
  private final Supplier<List<Window>> windows;
  private final Clock clock;
  private final Instant[] performed;
  private final List<Set<Mark>> marks;

  public RecordingDuties(
      FilingQueue queue, Supplier<List<Window>> windows, Clock clock, int partitions) {
    this.queue = queue;
    this.windows = windows;
    this.clock = clock;
    this.performed = new Instant[partitions];
    java.util.Arrays.fill(performed, Instant.EPOCH);
    this.marks =
        Stream.generate(HashSet<Mark>::new).<Set<Mark>>map(set -> set).limit(partitions).toList();
  }

  /** One that is set in a partition's queue. */
  private record Mark(String window, long closesUs) {}

  /** Waits for an answer of the queue on the caller's virtual thread. */
  interface Await {
    <T> T of(CompletionStage<T> stage);
  }

  void perform(SqlConnection db, int partition, String last, Await await) {
    Instant now = clock.instant();
    if (now.isBefore(performed[partition].plus(EVERY))) {
      return;
    }
    performed[partition] = now;
    await.of(queue.trim(partition, Math.max(0, EntryId.millis(last) - KEEP_RECORDED.toMillis())));
    int told;
    do {
      told = tellWhatWasDirect(db, partition, now, await);
    } while (told == TOLD_AT_ONCE); // or telling might be slower than the lane
    for (Window window : windows.get()) {
      Instant barrier = window.closes().plus(BARRIER_AFTER);
      Mark mark = new Mark(window.id(), Micros.of(window.closes()));
      if (now.isAfter(barrier)
          && now.isBefore(barrier.plus(BARRIER_SOUGHT))
          && !marks.get(partition).contains(mark)
          && await.of(queue.barrier(partition, mark.window(), mark.closesUs()))) {
        marks.get(partition).add(mark);
      }
    }
  }

  /** How much of it was told: at most a page. */
  private int tellWhatWasDirect(SqlConnection db, int partition, Instant now, Await await) {
    var rows =
        db.preparedQuery(
                """
                SELECT seq, candidate_id, kind, filing_id, received_us, order_us, digest FROM filing_journal
                WHERE partition = $1 AND lane = 2 AND seq > (SELECT learned_seq FROM partition WHERE id = $1)
                ORDER BY seq LIMIT $2
                """)
            .execute(Tuple.of((short) partition, TOLD_AT_ONCE))
            .await();
    if (rows.size() == 0) {
      return 0;
    }
    long seq = 0;
    var told = new java.util.ArrayList<FilingQueue.Recorded>(rows.size());
    for (var row : rows) {
      seq = row.getLong(0);
      told.add(
          new FilingQueue.Recorded(
              new Document(row.getUUID(1), Kind.of(row.getShort(2))),
              row.getUUID(3),
              row.getLong(4),
              row.getLong(5),
              row.getBuffer(6).getBytes()));
    }
    await.of(queue.learn(partition, told, now));
    db.preparedQuery("UPDATE partition SET learned_seq = $2 WHERE id = $1 AND learned_seq < $2")
        .execute(Tuple.of((short) partition, seq))
        .await();
    return rows.size();
  }
}
