package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** While Redis is away filings are recorded directly: slower, never wrong. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedisAwayIT {
  private static final String KEY = "key-00000001";

  private static Stack stack;
  private static Node a;
  private static Node intakeOnly;

  @BeforeAll
  static void start() {
    stack = new Stack("redis_away_it");
    a = stack.node();
    intakeOnly = stack.node("ROLES", "intake");
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    try {
      JournalAudit.check(stack);
    } finally {
      stack.close();
    }
  }

  private static void awaitRecorded(Device device) {
    Stack.eventually("recorded", () -> device.current().text("status").equals("recorded"));
  }

  /** Redis has been told all that was recorded without it. */
  private static void awaitLearnt() {
    Stack.eventually(
        "learnt",
        () ->
            stack.count(
                    """
                    SELECT count(*) FROM partition p WHERE learned_seq <
                      (SELECT max(seq) FROM filing_journal WHERE partition = p.id AND lane = 2)
                    """)
                == 0);
  }

  private static void awaitQueueLane(Node node) {
    Stack.eventually(
        "the queue is used again",
        () -> {
          Device device = node.of("probe-" + System.nanoTime());
          Answer answer = device.file(KEY, 0, Lists.ONE).expect(202);
          awaitRecorded(device);
          return lane(answer) == 1;
        });
  }

  private static long lane(Answer answer) {
    return stack.count(
        "SELECT lane FROM filing_journal WHERE filing_id = '%s'".formatted(answer.id()));
  }

  @Test
  void filingsGoOnWithRightVersionsAndTheQueueLearnsThemWhenItIsBack() {
    Device anna = a.of("anna");
    Device elsewhere = anna.at(intakeOnly);
    Answer first = anna.file(KEY, 0, Lists.ONE).expect(202);
    awaitRecorded(anna);
    stack.redis.killHard();
    Answer second = elsewhere.file("key-00000002", first.version(), Lists.OTHER).expect(202);
    Answer third = anna.file("key-00000003", second.version(), Lists.ONE).expect(202);
    assertTrue(first.version() < second.version() && second.version() < third.version());
    assertEquals(2, lane(third));
    assertAnswersOf(List.of(anna, elsewhere), first, second, third);
    Device binh = a.of("binh");
    Answer waited =
        Again.untilTold(() -> binh.file(KEY, 0, Lists.ONE, "Prefer", "wait=9")).expect(200);
    assertEquals("applied", waited.text("status"));
    Stack.eventually("both are ready", () -> a.isReady() && intakeOnly.isReady());

    stack.redis.restart();
    awaitLearnt();
    awaitQueueLane(a);
    awaitQueueLane(intakeOnly);
    assertAnswersOf(List.of(anna, elsewhere), first, second, third);
    Answer fourth = anna.file("key-00000004", third.version(), Lists.OTHER).expect(202);
    assertTrue(third.version() < fourth.version());
    awaitRecorded(anna);
    assertEquals(1, lane(fourth));
    assertEquals(fourth.id(), anna.current().text("filingId"));
  }

  private static void assertAnswersOf(
      List<Device> devices, Answer first, Answer second, Answer third) {
    for (Device device : devices) {
      assertEquals(first.body(), device.file(KEY, 0, Lists.ONE).expect(202).body());
      assertEquals(second.body(), device.file("key-00000002", 0, Lists.OTHER).expect(202).body());
      assertEquals(third.body(), device.file("key-00000003", 0, Lists.ONE).expect(202).body());
      device.file("key-00000003", third.version(), Lists.OTHER).expect(422, "key-reused");
      Answer stale =
          device.file("key-00000009", second.version(), Lists.OTHER).expect(412, "stale-version");
      assertEquals(Long.toString(third.version()), stale.text("currentVersion"));
    }
  }

  @Test
  void whatWasFiledBeforeItsQueueWasRecordedIsNotOverwrittenByAStaleDevice() {
    Device chi = a.of("chi");
    Answer first = chi.file(KEY, 0, Lists.ONE).expect(202);
    stack.redis.killHard();
    Answer second = chi.file("key-00000002", first.version(), Lists.OTHER).expect(202);
    assertTrue(first.version() < second.version());
    stack.redis.restart();
    awaitLearnt();
    awaitQueueLane(a);
    awaitRecorded(chi);
    assertEquals(second.id(), chi.current().text("filingId"));
    assertEquals(second.version(), chi.current().version());
    String became = chi.filing(first.id()).text("status");
    assertTrue(became.equals("applied") || became.equals("overtaken"), became);
  }

  /** Redis stands still: what it was sent is still on its way when the direct lane records it. */
  @Test
  void aFilingThatReachedTheQueueAndWasRecordedDirectlyIsRecordedOnce() {
    stack.redis.pause();
    List<Device> devices = new ArrayList<>();
    List<Answer> answers;
    try {
      List<CompletableFuture<Answer>> sent = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Device device = (i % 2 == 0 ? a : intakeOnly).of("twice-" + i);
        devices.add(device);
        sent.add(device.sendFiling(KEY, 0, Lists.ONE));
      }
      answers = sent.stream().map(one -> one.join().expect(202)).toList();
      answers.forEach(answer -> assertEquals(2, lane(answer)));
    } finally {
      stack.redis.resume();
    }
    awaitLearnt();
    awaitQueueLane(a);
    awaitQueueLane(intakeOnly);
    assertTrue(keptInQueue(answers) > 0, "no filing took both lanes");
    for (int i = 0; i < answers.size(); i++) {
      Device device = devices.get(i);
      awaitRecorded(device);
      assertEquals(answers.get(i).version(), device.current().version());
      assertEquals(answers.get(i).body(), device.file(KEY, 0, Lists.ONE).expect(202).body());
      assertEquals(1, journaled(answers.get(i)));
    }
  }

  private static long journaled(Answer answer) {
    return stack.count(
        "SELECT count(*) FROM filing_journal WHERE filing_id = '%s'".formatted(answer.id()));
  }

  private static long keptInQueue(List<Answer> answers) {
    try (var redis = stack.redis()) {
      var kept = redis.filings(4);
      return answers.stream().filter(answer -> kept.contains(answer.id())).count();
    }
  }

  /** Nobody records meanwhile, so the queue cannot learn what the first copy became. */
  @Test
  void aRepeatThatCameBeforeTheQueueHadLearntBecomesTheSameFiling() {
    stack.stop(a);
    Device dung = intakeOnly.of("dung");
    stack.redis.killHard();
    Answer first = dung.file(KEY, 0, Lists.ONE).expect(202);
    stack.redis.restart();
    Stack.eventually(
        "the queue keeps the repeat",
        () -> {
          Answer repeat = dung.file(KEY, 0, Lists.ONE).expect(202);
          assertEquals(first.id(), repeat.id());
          return keptInQueue(List.of(first)) == 1;
        });
    a = stack.node();
    awaitLearnt();
    awaitRecorded(dung);
    assertEquals(first.body(), dung.file(KEY, 0, Lists.ONE).expect(202).body());
    assertEquals(first.version(), dung.current().version());
    Stack.eventually("the copy is passed over", () -> waiting() == 0);
    assertEquals(1, journaled(first));
    awaitRecorded(dung);
  }

  /**
   * A repeat that was long on its way, while what was filed after it waits in a Redis that is away.
   */
  @Order(1) // before Redis was away: else only the record confirms what the queue answers
  @Test
  void aLateRepeatOverTheDirectLaneDoesNotOvertakeALaterListThatWaitsInTheQueue() {
    stack.stop(a);
    Device khoa = intakeOnly.of("khoa");
    Answer first = khoa.file(KEY, 0, Lists.ONE).expect(202);
    Answer second = khoa.file("key-00000002", first.version(), Lists.OTHER).expect(202);
    Device huong = intakeOnly.of("huong");
    Answer inTime = huong.file(KEY, 0, Lists.ONE).expect(202);
    stack.redis.killHard();
    khoa.file(KEY, 0, Lists.ONE).expect(202);
    assertNobodyIsCalledLateWhoseFilingMayWaitInTheQueue(huong);
    stack.redis.restart();
    a = stack.node();
    awaitLearnt();
    awaitRecorded(huong);
    assertEquals(inTime.body(), huong.file(KEY, 0, Lists.ONE).expect(202).body());
    Stack.eventually(
        "the later list counts", () -> second.id().equals(khoa.current().text("filingId")));
    assertEquals("applied", khoa.filing(first.id()).text("status"));
    khoa.file("key-00000003", khoa.current().version(), Lists.ONE).expect(202);
    Stack.eventually("all is recorded", () -> waiting() == 0);
  }

  /** Redis is away, and its first copy is in it. */
  private static void assertNobodyIsCalledLateWhoseFilingMayWaitInTheQueue(Device device) {
    stack.moveWindow(-3600, -1);
    try {
      device.file(KEY, 0, Lists.ONE).expect(503, "unavailable");
    } finally {
      stack.openWindow();
    }
  }

  /** Entries after the last one recorded, over all partitions. */
  private static long waiting() {
    try (var redis = stack.redis()) {
      long waiting = 0;
      for (var row : stack.rows("SELECT id, last_id FROM partition")) {
        var ids = redis.ids(Integer.parseInt(row.get(0)));
        waiting += ids.size() - 1 - ids.indexOf(row.get(1));
      }
      return waiting;
    }
  }

  /** Postgres stands still, too: whoever was told to come again may have, to another node. */
  @Test
  void whatWaitedTooLongForPostgresIsNotRecordedDirectlyAfterwards() {
    Device lan = a.of("waited");
    stack.redis.killHard();
    try {
      Stack.POSTGRES.pause();
      try {
        lan.file(KEY, 0, Lists.ONE).expect(503, "unavailable");
      } finally {
        Stack.POSTGRES.resume();
      }
      Stack.eventually(
          "nothing of it is on file",
          () -> lan.file("key-00000002", 0, Lists.OTHER).status() == 202);
    } finally {
      stack.redis.restart();
    }
    awaitLearnt();
    awaitQueueLane(a);
  }

  /** Lists are closed since a moment, and this node's clock is some seconds before it. */
  private static void setTheClockBeforeTheClose() {
    Stack.eventually(
        "a close was a moment ago",
        () -> {
          Instant closes = stack.moveWindow(-3600, 0);
          Duration ago = Duration.between(closes, Instant.now());
          a.clock.shift(ago.plusSeconds(6).negated());
          return ago.toSeconds() < 4;
        });
  }

  @Test
  void stragglersAreTakenDirectlyForTwelveSecondsAfterTheCloseAndNotLater() {
    stack.redis.killHard(); // from here on nobody compares clocks
    try {
      setTheClockBeforeTheClose();
      Answer straggler = a.of("em").file(KEY, 0, Lists.ONE).expect(202);
      assertEquals(2, lane(straggler));
      stack.moveWindow(-3600, -13);
      a.clock.shift(Duration.ofSeconds(-16));
      a.of("giang").file(KEY, 0, Lists.ONE).expect(503, "unavailable");
      assertEquals(0, a.of("giang").current().version());
      assertEquals(straggler.body(), a.of("em").file(KEY, 0, Lists.ONE).expect(202).body());
      a.clock.shift(Duration.ZERO);
      Stack.eventually(
          "received after the close",
          () -> a.of("ha").file(KEY, 0, Lists.ONE).body().contains("\"unavailable\""));
    } finally {
      a.clock.shift(Duration.ZERO);
      stack.openWindow();
      stack.redis.restart();
    }
    awaitLearnt();
    awaitQueueLane(a);
  }
}
