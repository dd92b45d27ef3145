package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.local.RedisStore;

/** What only one Redis holds is not kept where a replica is asked for. */
class ReplicaIT {
  private static final String KEY = "key-00000001";

  private static Stack stack;
  private static RedisStore replica;
  private static Node node;

  @BeforeAll
  static void start() {
    stack = new Stack("replica_it");
    replica = RedisStore.temporary();
    follow();
    node = stack.node("REDIS_REPLICAS", "1", "REDIS_TIMEOUT_MS", "600");
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    try {
      JournalAudit.check(stack);
    } finally {
      stack.close();
      replica.close();
    }
  }

  private static void follow() {
    try (var redis = new RedisClient(replica.url())) {
      redis.command().replicaof("127.0.0.1", stack.redis.port());
    }
    try (var primary = new RedisClient(stack.redis.url())) {
      Stack.eventually("replicated", () -> primary.command().waitForReplication(1, 100) == 1);
    }
  }

  private static Device someone() {
    return node.of("someone-" + System.nanoTime());
  }

  private static boolean isRecorded(Answer answer) {
    return stack.count(
            "SELECT count(*) FROM filing_journal WHERE filing_id = '%s'".formatted(answer.id()))
        == 1;
  }

  private static boolean isKeptByTheQueue(Device device) {
    Answer answer = device.file(KEY, 0, Lists.ONE).expect(202);
    stack.awaitRecordedOnce(List.of(answer));
    return stack.count(
            "SELECT lane FROM filing_journal WHERE filing_id = '%s'".formatted(answer.id()))
        == 1;
  }

  @Test
  void filingsTakeTheDirectLaneWhileTheReplicaIsAwayAndTheQueueWhenItIsBack() {
    Stack.eventually("the queue", () -> isKeptByTheQueue(someone()));

    replica.killHard();
    for (int i = 0; i < 30; i++) {
      Device device = someone();
      Answer answer = device.file(KEY, 0, Lists.ONE).expect(202);
      assertTrue(isRecorded(answer), "recorded before it was answered");
      assertEquals(answer.version(), device.file(KEY, 0, Lists.ONE).expect(202).version());
    }
    Stack.eventually("it is ready", node::isReady);

    replica.restart();
    follow();
    Stack.eventually("the queue again", () -> isKeptByTheQueue(someone()));
  }
}
