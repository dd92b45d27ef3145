package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.filing.Partitions;

/** The mark behind which everything received before a close is recorded. */
class RecordedThroughIT {
  private static final Partitions PARTITIONS = new Partitions(4);
  private static final String KEY = "key-00000001";
  private static final int FILINGS = 300;

  private static Stack stack;
  private static Node intakeOnly;
  private static int persons;

  @BeforeAll
  static void start() {
    stack = new Stack("recorded_through_it");
    intakeOnly = stack.node("ROLES", "intake");
  }

  @AfterAll
  static void stop() {
    try {
      JournalAudit.check(stack);
    } finally {
      stack.close();
    }
  }

  @BeforeEach
  void open() {
    stack.openWindow();
  }

  @Test
  void aPartitionIsMarkedOnlyOnceEverythingBeforeTheMarkIsRecordedAndMarkedOnce() {
    long before = stack.journal().size();
    Map<String, Long> expected = journaledByPartition();
    file(FILINGS).forEach((partition, count) -> expected.merge(partition, count, Long::sum));
    Instant closes = stack.moveWindow(-3600, -16);
    assertEquals(before, stack.journal().size());
    List<Node> recording = new CopyOnWriteArrayList<>();
    Thread starting =
        Thread.startVirtualThread(
            () -> recording.add(stack.node("RECORDING_BATCH", "3", "RECORDING_INTERVAL_MS", "1")));
    int[] looksBetween = {0};
    Stack.eventually(
        "every partition is marked",
        () -> {
          Map<String, Long> marked = recordedInMarkedPartitions(closes);
          marked.forEach((partition, recorded) ->
              assertEquals(expected.get(partition), recorded, "recorded in " + partition));
          looksBetween[0] += Math.min(1, (int) (stack.journal().size() - before) % FILINGS);
          return marked.size() == PARTITIONS.count();
        });
    assertTrue(looksBetween[0] > 0, "looked only before and afterwards");
    join(starting);
    recording.add(stack.node());
    intakeOnly.of("late").file(KEY, 0, Lists.ONE).expect(409, "window-closed");
    Stack.sleep(2_500); // each node asks for the mark about once a second
    try (RedisClient redis = stack.redis()) {
      for (int p = 0; p < PARTITIONS.count(); p++) {
        assertEquals(1, redis.marks(p, Micros.of(closes)));
      }
    }
    assertMarked(closes);
    recording.forEach(stack::stop);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Long> file(int filings) {
    List<CompletableFuture<Answer>> sent = new ArrayList<>();
    Map<String, Long> byPartition = new HashMap<>();
    for (int i = 0; i < filings; i++) {
      String subject = "person-" + ++persons;
      sent.add(intakeOnly.of(subject).sendFiling(KEY, 0, Lists.ONE));
      byPartition.merge("" + PARTITIONS.of(stack.candidate(subject)), 1L, Long::sum);
    }
    sent.forEach(answer -> answer.join().expect(202));
    return byPartition;
  }

  private static Map<String, Long> journaledByPartition() {
    return counts("SELECT partition, count(*) FROM filing_journal GROUP BY 1");
  }

  /** In one statement: what a partition has recorded when it is seen to be marked. */
  private static Map<String, Long> recordedInMarkedPartitions(Instant closes) {
    return counts(
        """
        SELECT partition, (SELECT count(*) FROM filing_journal j WHERE j.partition = d.partition)
        FROM window_drained d WHERE closes_us = %d
        """
            .formatted(Micros.of(closes)));
  }

  private static Map<String, Long> counts(String sql) {
    Map<String, Long> counts = new HashMap<>();
    stack.rows(sql).forEach(row -> counts.put(row.get(0), Long.parseLong(row.get(1))));
    return counts;
  }

  /** Every partition has one mark of this close, set no earlier than 15 s after it. */
  private static void assertMarked(Instant closes) {
    var marks =
        stack.rows(
            "SELECT partition, window_id, extract(epoch FROM at) FROM window_drained WHERE closes_us = %d ORDER BY 1"
                .formatted(Micros.of(closes)));
    assertEquals(PARTITIONS.count(), marks.size());
    for (List<String> mark : marks) {
      assertEquals("2026-preferences", mark.get(1));
      double afterS = Double.parseDouble(mark.get(2)) - closes.toEpochMilli() / 1e3;
      assertTrue(afterS > 14.9, "marked after " + afterS + " s");
    }
  }

  private static void giveDepartmentAWindow(long closesUs) {
    stack.execute(
        """
        INSERT INTO season_window (id, season, step, department_code, replaces, opens_at, closes_at)
        VALUES ('2026-preferences-25', '2026', 'preferences', '25', '2026-preferences', '2026-01-01', to_timestamp(%1$d / 1e6))
        ON CONFLICT (id, version) DO UPDATE SET closes_at = excluded.closes_at
        """
            .formatted(closesUs));
  }

  private static long marksOfTheDepartment(long closesUs) {
    return stack.count(
        "SELECT count(*) FROM window_drained WHERE window_id = '2026-preferences-25' AND closes_us"
            + " = "
            + closesUs);
  }

  @Test
  void theMarkComesFifteenSecondsAfterTheCloseAndAgainAfterAReopening() {
    Node recording = stack.node();
    for (int time = 0; time < 2; time++) {
      Answer kept = intakeOnly.of("reopened-" + time).file(KEY, 0, Lists.ONE).expect(202);
      Instant closes = stack.moveWindow(-3600, -12);
      long departmentsUs = Micros.of(closes) - 1_000_000;
      giveDepartmentAWindow(departmentsUs);
      Stack.eventually("marked", () -> recordedInMarkedPartitions(closes).size() == 4);
      Stack.eventually("the department's, too", () -> marksOfTheDepartment(departmentsUs) == 4);
      assertMarked(closes);
      stack.awaitRecordedOnce(List.of(kept));
      stack.openWindow();
    }
    stack.stop(recording);
  }
}
