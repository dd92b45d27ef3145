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
    RedisClient client = RedisClient.create(stack.redis.url());
    try (var redis = client.connect()) {
      long entries = 0;
      for (String stream : redis.sync().keys("filings:*")) {
        List<Object> info = redis.sync().xinfoStream(stream);
        entries += (Long) info.get(info.indexOf("entries-added") + 1);
      }
      var row =
          stack
              .rows("SELECT count(*), count(*) FILTER (WHERE lane = 2) FROM filing_journal")
              .getFirst();
      return new Traces(Long.parseLong(row.getFirst()), Long.parseLong(row.getLast()), entries);
    } finally {
      client.shutdown();
    }
  }

  /** Whether everything that is in the queue is recorded. */
  static boolean areComplete(Stack stack) {
    RedisClient client = RedisClient.create(stack.redis.url());
    try (var redis = client.connect()) {
      return stack.rows("SELECT id, last_id FROM partition").stream()
          .allMatch(partition -> {
            List<Object> info = redis.sync().xinfoStream("filings:{" + partition.getFirst() + "}");
            Object last = info.get(info.indexOf("last-generated-id") + 1);
            return partition.getLast().equals(last);
          });
    } finally {
      client.shutdown();
    }
  }
}
