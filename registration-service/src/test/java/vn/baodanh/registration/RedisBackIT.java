package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.recording.QueueDoubt;

/**
 * Redis comes back under fire and does not know what was recorded without it: whoever asks again,
 * on whichever node, is answered by the record.
 */
class RedisBackIT {
  private static final String KEY = "key-00000001";
  private static final int FILINGS = 600;
  private static final int ROUNDS = 2;
  private static final Duration ASKED = Duration.ofSeconds(3);

  /** After Redis is back: 2 s until both nodes know, 7 s of doubt, and two looks. */
  private static final int LONGEST_DOUBT_S = 11;

  private static Stack stack;
  private static List<Node> nodes;

  @BeforeAll
  static void start() {
    stack = new Stack("redis_back_it");
    nodes = List.of(stack.node(), stack.node());
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

  /** A filing that was answered, and who sent it. */
  private record Filed(Device device, Answer answer) {}

  @Test
  void repeatsOfWhatWasRecordedWithoutRedisGetTheSameAnswerFromTheMomentItIsBack() {
    for (int round = 0; round < ROUNDS; round++) {
      stack.redis.killHard();
      List<Filed> filed = fileWithoutRedis("round-" + round);
      int fire = round;
      stack.whileNobodyRecords(() -> {
        try (var _ = new Fire(fire)) {
          stack.redis.restart();
          assertRepeatsAgree(filed);
        }
        assertThatTheQueueWasAsked(filed);
      });
    }
  }

  @Test
  void aRepeatAfterTheCloseIsKnownFromTheMomentRedisIsBack() {
    stack.redis.killHard();
    List<Filed> filed = fileWithoutRedis("close");
    stack.moveWindow(-3600, -20);
    try {
      stack.redis.restart();
      assertRepeatsAgree(filed);
      nodes.getFirst().of("late").file(KEY, 0, Lists.ONE).expect(409, "window-closed");
    } finally {
      stack.openWindow();
    }
  }

  /** Answers wait for the record meanwhile: 7 s after the last filing of the direct lane. */
  @Test
  void doubtEndsOnBothNodesOnceNothingMoreCanComeOverTheDirectLane() {
    stack.redis.killHard();
    fileWithoutRedis("doubt");
    try (var log = new LogWatch(QueueDoubt.class)) { // from now: older doubt may have ended before
      stack.redis.restart();
      long backNs = System.nanoTime();
      Stack.eventually(
          "doubt has ended",
          () -> log.count("the queue knows all that was recorded") == nodes.size());
      long tookS = Duration.ofNanos(System.nanoTime() - backNs).toSeconds();
      assertTrue(tookS <= LONGEST_DOUBT_S, "doubt took " + tookS + " s");
    }
  }

  private static List<Filed> fileWithoutRedis(String who) {
    List<Device> devices = new ArrayList<>();
    List<CompletableFuture<Answer>> sent = new ArrayList<>();
    for (int i = 0; i < FILINGS; i++) {
      Device device = nodes.get(i % 2).of(who + "-" + i);
      devices.add(device);
      sent.add(device.sendFiling(KEY, 0, Lists.ONE));
    }
    List<Filed> filed = new ArrayList<>();
    for (int i = 0; i < FILINGS; i++) {
      filed.add(new Filed(devices.get(i), taken(devices.get(i), sent.get(i).join())));
    }
    assertTrue(
        stack.count("SELECT count(*) FROM filing_journal WHERE lane = 2") >= FILINGS, "direct");
    return filed;
  }

  /** Who is told to come again does so: so many at once may take too long without Redis. */
  private static Answer taken(Device device, Answer first) {
    return first.status() == 503
        ? Again.ask(() -> device.file(KEY, 0, Lists.ONE), again -> again.status() == 503)
            .expect(202)
        : first.expect(202);
  }

  /** Each is asked once, at the node that did not take it, some at every moment. */
  private static void assertRepeatsAgree(List<Filed> filed) {
    long pauseMs = ASKED.toMillis() / filed.size();
    List<CompletableFuture<Answer>> repeats = new ArrayList<>();
    for (int i = 0; i < filed.size(); i++) {
      repeats.add(filed.get(i).device().at(nodes.get((i + 1) % 2)).sendFiling(KEY, 0, Lists.ONE));
      Stack.sleep(pauseMs);
    }
    for (int i = 0; i < filed.size(); i++) {
      assertEquals(filed.get(i).answer().body(), repeats.get(i).join().expect(202).body());
    }
  }

  /** What it took is there twice until it is recorded: it had not been told of the first. */
  private static void assertThatTheQueueWasAsked(List<Filed> filed) {
    try (RedisClient redis = stack.redis()) {
      Set<String> inQueue = redis.filings((int) stack.count("SELECT count(*) FROM partition"));
      long struck = filed.stream().filter(one -> inQueue.contains(one.answer().id())).count();
      System.out.println("repeats that the queue took, of " + FILINGS + ": " + struck);
      assertTrue(struck >= FILINGS / 10, "the queue took " + struck);
    }
  }

  /** Others who file all the time, on both nodes. */
  private static final class Fire implements AutoCloseable {
    private final Thread thread;
    private volatile boolean over;

    Fire(int round) {
      thread = Thread.startVirtualThread(() -> burn(round));
    }

    private void burn(int round) {
      for (int i = 0; !over; i++) {
        var _ = nodes.get(i % 2).of("fire-" + round + "-" + i).sendFiling(KEY, 0, Lists.OTHER);
        Stack.sleep(5);
      }
    }

    @Override
    public void close() {
      over = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
