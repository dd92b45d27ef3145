package vn.baodanh.registration.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ScriptOutputType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.baodanh.kit.Redis;
import vn.baodanh.registration.filing.Partitions;

/**
 * That this Redis and this Postgres belong together. The first start gives the queue a name, its
 * epoch, and writes it into both; every later one finds it in both or fails. To begin a new queue
 * after Redis was lost for good, an operator sets {@code installation.redis_epoch} to null; it is
 * read from its first entry on, and what of it is recorded already is not recorded twice.
 */
public final class Installation {
  private final Vertx vertx;
  private final Pool pool;
  private final Redis redis;
  private final Partitions partitions;

  public Installation(Vertx vertx, Pool pool, Redis redis, Partitions partitions) {
    this.vertx = vertx;
    this.pool = pool;
    this.redis = redis;
    this.partitions = partitions;
  }

  /**
   * The epoch, once both stores are known to hold this installation. Fails, saying what does not
   * fit, if they do not.
   */
  public Future<String> open() {
    return loadFunctions()
        .compose(
            loaded -> pool.withTransaction(db -> addPartitions(db).compose(added -> epoch(db))));
  }

  private Future<?> loadFunctions() {
    try (InputStream in = Installation.class.getResourceAsStream("/queue/keep.lua")) {
      if (in == null) {
        throw new IllegalStateException("queue/keep.lua is not on the class path");
      }
      return redis.loadFunctions(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Future<?> addPartitions(SqlConnection db) {
    return db.preparedQuery(
            """
            INSERT INTO partition (id) SELECT generate_series(0, $1::int - 1)
            WHERE NOT EXISTS (SELECT FROM partition) ON CONFLICT DO NOTHING
            """)
        .execute(Tuple.of(partitions.count()))
        .compose(added -> db.query("SELECT count(*) FROM partition").execute())
        .map(rows -> {
          int count = rows.iterator().next().getInteger(0);
          if (count != partitions.count()) {
            throw new IllegalStateException(
                "PARTITIONS is %d, but this installation was begun with %d"
                    .formatted(partitions.count(), count));
          }
          return count;
        });
  }

  private Future<String> epoch(SqlConnection db) {
    return db.query("SELECT redis_epoch FROM installation FOR UPDATE")
        .execute()
        .compose(rows -> {
          String epoch = rows.iterator().next().getString(0);
          return epoch == null ? begin(db) : find(epoch);
        });
  }

  private Future<String> begin(SqlConnection db) {
    String epoch = UUID.randomUUID().toString();
    List<Future<?>> begun = new ArrayList<>();
    for (int p = 0; p < partitions.count(); p++) {
      byte[][] keys = {QueueKeys.epoch(p), QueueKeys.stream(p)};
      begun.add(
          stage(
              redis
                  .async()
                  .fcall(
                      "baodanh_1_begin", ScriptOutputType.STATUS, keys, epoch.getBytes(US_ASCII))));
    }
    return Future.all(begun)
        .compose(all ->
            db.preparedQuery("UPDATE installation SET redis_epoch = $1").execute(Tuple.of(epoch)))
        .compose(named -> db.query("UPDATE partition SET last_id = '0-0'").execute())
        .map(epoch);
  }

  private Future<String> find(String epoch) {
    List<Future<?>> found = new ArrayList<>();
    for (int p = 0; p < partitions.count(); p++) {
      int partition = p;
      found.add(
          stage(redis.async().get(QueueKeys.epoch(p)))
              .map(value -> check(partition, epoch, value)));
    }
    return Future.all(found).map(epoch);
  }

  private static String check(int partition, String epoch, byte @Nullable [] value) {
    if (value == null || !epoch.equals(new String(value, US_ASCII))) {
      throw new IllegalStateException(
          "Redis does not hold the queue of this installation (partition %d %s): it was emptied or replaced; filings that it had kept may be lost"
              .formatted(partition, value == null ? "has no epoch" : "is of another epoch"));
    }
    return epoch;
  }

  private <T> Future<T> stage(java.util.concurrent.CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, vertx.getOrCreateContext());
  }
}
