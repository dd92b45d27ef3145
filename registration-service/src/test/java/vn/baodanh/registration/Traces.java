package vn.baodanh.registration;

import io.lettuce.core.RedisClient;
import java.util.List;

/**
 * What filings leave behind.
 *
 * @param rows in the journal
 * @param direct those of them that were recorded past the queue, which may have kept them, too
 * @param entries that were ever added to the queue, trimmed since or not
 */
record Traces(long rows, long direct, long entries) {
  static Traces of(Stack stack) {
    long entries =
        partitions(stack).stream()
            .mapToLong(partition -> (Long) partition.of("entries-added"))
            .sum();
    List<String> row =
        stack
            .rows("SELECT count(*), count(*) FILTER (WHERE lane = 2) FROM filing_journal")
            .getFirst();
    return new Traces(Long.parseLong(row.getFirst()), Long.parseLong(row.getLast()), entries);
  }

  /** Whether everything that is in the queue is recorded. */
  static boolean areComplete(Stack stack) {
    return partitions(stack).stream()
        .allMatch(partition -> partition.of("last-generated-id").equals(partition.recordedTo()));
  }

  /**
   * One partition.
   *
   * @param recordedTo the id of the entry that was recorded last
   * @param stream what Redis says of its queue: names and values
   */
  private record Partition(String recordedTo, List<Object> stream) {
    Object of(String name) {
      return stream.get(stream.indexOf(name) + 1);
    }
  }

  private static List<Partition> partitions(Stack stack) {
    RedisClient client = RedisClient.create(stack.redis.url());
    try (var redis = client.connect()) {
      return stack.rows("SELECT id, last_id FROM partition").stream()
          .map(row ->
              new Partition(
                  row.getLast(), redis.sync().xinfoStream("filings:{" + row.getFirst() + "}")))
          .toList();
    } finally {
      client.shutdown();
    }
  }
}
