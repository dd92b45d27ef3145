package vn.baodanh.registration;

import io.lettuce.core.RedisClient;
import java.util.List;

/**
 * What filings leave behind.
 *
 * @param rows in the journal
 * @param entries that were ever added to the queue, trimmed since or not
 */
record Traces(long rows, long entries) {
  static Traces of(Stack stack) {
    RedisClient client = RedisClient.create(stack.redis.url());
    try (var redis = client.connect()) {
      long entries = 0;
      for (String stream : redis.sync().keys("filings:*")) {
        List<Object> info = redis.sync().xinfoStream(stream);
        entries += (Long) info.get(info.indexOf("entries-added") + 1);
      }
      return new Traces(stack.count("SELECT count(*) FROM filing_journal"), entries);
    } finally {
      client.shutdown();
    }
  }

  Traces plus(long filings) {
    return new Traces(rows + filings, entries + filings);
  }
}
