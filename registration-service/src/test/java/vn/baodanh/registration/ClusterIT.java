package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.local.RedisStore;
import vn.baodanh.registration.filing.Partitions;

/** The queue on a Redis Cluster of three nodes, each with partitions of its own. */
class ClusterIT {
  private static final String KEY = "key-00000001";
  private static final int NODES = 3;
  private static final int PARTITIONS = 4;
  private static final int CANDIDATES = 24;

  private static final Map<String, String> SETTINGS =
      Map.of(
          "cluster-enabled", "yes",
          "cluster-node-timeout", "2000",
          "cluster-require-full-coverage", "no");

  private static Stack stack;
  private static List<RedisStore> stores;
  private static Node node;

  @BeforeAll
  static void start() {
    stack = new Stack("cluster_it");
    stores = IntStream.range(0, NODES).mapToObj(i -> RedisStore.temporary(SETTINGS)).toList();
    join();
    node = stack.node("REDIS_URL", "redis-cluster://127.0.0.1:" + stores.getFirst().port());
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    try {
      JournalAudit.check(stack);
    } finally {
      stack.close();
      stores.forEach(RedisStore::close);
    }
  }

  /** Each node gets a third of the slots and meets the first one. */
  private static void join() {
    for (int i = 0; i < NODES; i++) {
      try (var redis = new RedisClient(stores.get(i).url())) {
        int from = SlotHash.SLOT_COUNT * i / NODES;
        int to = SlotHash.SLOT_COUNT * (i + 1) / NODES;
        redis.command().clusterAddSlots(IntStream.range(from, to).toArray());
        redis.command().clusterMeet("127.0.0.1", stores.getFirst().port());
      }
    }
    for (RedisStore store : stores) {
      try (var redis = new RedisClient(store.url())) {
        Stack.eventually(
            "joined",
            () -> {
              String info = redis.command().clusterInfo();
              return info.contains("cluster_state:ok") && info.contains("cluster_size:3");
            });
      }
    }
  }

  @Test
  void filingsGoThroughTheNodeOfTheirPartitionAndPastItWhileItIsAway() {
    List<Device> devices = someOfEachPartition("someone");
    List<Answer> first = file(devices, KEY, 0, Lists.ONE);
    assertEquals(Set.of("0/1", "1/1", "2/1", "3/1"), partitionsAndLanes());
    assertEquals(NODES, nodesWithStreams(), "each of them holds some");

    stores.get(1).killHard();
    List<Answer> second = new ArrayList<>();
    for (int i = 0; i < CANDIDATES; i++) {
      second.add(
          devices.get(i).file("key-00000002", first.get(i).version(), Lists.OTHER).expect(202));
    }
    stack.awaitRecordedOnce(second);

    stores.get(1).restart();
    Stack.eventually("the queue of every partition", () -> isQueueUsedEverywhere());
    for (int i = 0; i < CANDIDATES; i++) {
      Device device = devices.get(i);
      assertEquals(first.get(i).body(), device.file(KEY, 0, Lists.ONE).expect(202).body());
      assertEquals(second.get(i).id(), device.current().text("filingId"));
    }
  }

  private static List<Device> someOfEachPartition(String name) {
    Partitions partitions = new Partitions(PARTITIONS);
    return IntStream.range(0, PARTITIONS)
        .boxed()
        .flatMap(partition ->
            Stream.iterate(0, i -> i + 1)
                .map(i -> name + "-" + i)
                .filter(subject -> partitions.of(stack.candidate(subject)) == partition)
                .limit(CANDIDATES / PARTITIONS))
        .map(node::of)
        .toList();
  }

  private static List<Answer> file(List<Device> devices, String key, long version, String list) {
    List<Answer> answers =
        devices.stream().map(device -> device.file(key, version, list).expect(202)).toList();
    stack.awaitRecordedOnce(answers);
    return answers;
  }

  private static Set<String> partitionsAndLanes() {
    return stack.rows("SELECT DISTINCT partition || '/' || lane FROM filing_journal").stream()
        .map(List::getFirst)
        .collect(Collectors.toSet());
  }

  private static long nodesWithStreams() {
    var client = RedisClusterClient.create(RedisURI.create(stores.getFirst().url()));
    try (var cluster = client.connect()) {
      return IntStream.range(0, PARTITIONS)
          .mapToObj(p -> "filings:{" + p + "}")
          .filter(stream -> cluster.sync().xlen(stream) > 0)
          .map(stream -> cluster.getPartitions().getPartitionBySlot(SlotHash.getSlot(stream)))
          .distinct()
          .count();
    } finally {
      client.shutdown();
    }
  }

  private static boolean isQueueUsedEverywhere() {
    List<Device> probes = someOfEachPartition("probe-" + System.nanoTime());
    List<Answer> answers = file(probes, KEY, 0, Lists.ONE);
    String ids =
        answers.stream().map(a -> "'" + a.id() + "'").collect(Collectors.joining(", ", "(", ")"));
    return stack.count(
            "SELECT count(DISTINCT partition) FROM filing_journal WHERE lane = 1 AND filing_id IN "
                + ids)
        == PARTITIONS;
  }
}
