package vn.baodanh.load.capacity;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What Redis alone does: XADD of 600 bytes, 64 under way at a time, each answered after its fsync
 * ({@code appendfsync always}).
 */
final class QueueBench {
  private static final int UNDER_WAY = 64;
  private static final byte[] STREAM = {'y', 'a', 'r', 'd'};
  private static final byte[] FIELD = {'f'};
  private static final int BYTES = 600;

  /** Entries a second. */
  static double run(String redisUrl, int seconds) throws InterruptedException {
    var client = RedisClient.create(redisUrl);
    try (var connection = client.connect(ByteArrayCodec.INSTANCE)) {
      return run(connection.async(), seconds);
    } finally {
      client.shutdown(0, 1, TimeUnit.SECONDS);
    }
  }

  private static double run(RedisAsyncCommands<byte[], byte[]> redis, int seconds)
      throws InterruptedException {
    var places = new Semaphore(UNDER_WAY);
    var added = new AtomicLong();
    var entry = Map.of(FIELD, new byte[BYTES]);
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      places.acquire();
      redis
          .xadd(STREAM, entry)
          .whenComplete((id, failure) -> {
            if (failure == null) {
              added.incrementAndGet();
            }
            places.release();
          });
    }
    places.acquire(UNDER_WAY);
    double perSecond = added.get() * 1e9 / (System.nanoTime() - start);
    redis.del(STREAM).toCompletableFuture().join();
    return perSecond;
  }

  private QueueBench() {}
}
