package vn.baodanh.registration.season;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.time.Duration;
import vn.baodanh.kit.Metrics;
import vn.baodanh.kit.Redis;
import vn.baodanh.kit.RedisSettings;
import vn.baodanh.kit.Service;
import vn.baodanh.kit.Settings;

/**
 * Erases a season's trial when it is over: empties its Redis and drops its database. Refuses
 * everything that was not begun with {@code TRIAL=true}, and what somebody still uses. When it was
 * interrupted, run it again.
 */
public final class DropTrial {
  private static final byte[] EPOCH = "epoch:{0}".getBytes(US_ASCII);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final int REQUESTS = 100;

  private DropTrial() {}

  public static void main(String[] arguments) {
    try {
      var settings = new Settings(System.getenv());
      var database = settings.required("MIGRATION_DATABASE_URL", "the trial's, as its owner");
      var redis = settings.required("REDIS_URL", "the trial's");
      run(URI.create(database), URI.create(redis));
      System.out.println("The trial is erased.");
    } catch (RuntimeException e) {
      Service.die(e);
    }
  }

  /**
   * Erases it. Blocks.
   *
   * @param database of the trial, as the owner of it
   * @param redis of the trial
   * @throws IllegalStateException saying why nothing was erased
   */
  public static void run(URI database, URI redis) {
    Vertx vertx = new Metrics().vertx(1);
    try {
      var trial = PgConnectOptions.fromUri(database.toString());
      String epoch = epochOf(vertx, trial);
      empty(vertx, redis, epoch);
      drop(vertx, trial);
    } finally {
      vertx.close().await();
    }
  }

  /** The name of the trial's queue; empty if it has none. */
  private static String epochOf(Vertx vertx, PgConnectOptions trial) {
    PgConnection db = PgConnection.connect(vertx, trial).await();
    try {
      Row found =
          db.query(
                  """
                  SELECT coalesce(trial, false), coalesce(redis_epoch, ''),
                    EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid())
                  FROM installation
                  """)
              .execute()
              .await()
              .iterator()
              .next();
      refuseIf(!found.getBoolean(0), "the database is not one of a trial");
      refuseIf(found.getBoolean(2), "somebody still uses the database: stop the service first");
      return found.getString(1);
    } catch (PgException e) {
      throw new IllegalStateException("the database is not one of a trial; nothing is erased", e);
    } finally {
      db.close().await();
    }
  }

  private static void empty(Vertx vertx, URI url, String epoch) {
    Redis redis = Redis.connect(vertx, new RedisSettings(url, ANSWER_WITHIN, REQUESTS, 0)).await();
    try {
      RedisClusterAsyncCommands<byte[], byte[]> commands = redis.async();
      byte[] found = stage(vertx, commands.get(EPOCH)).await();
      refuseIf(
          found != null && !epoch.equals(new String(found, US_ASCII)),
          "this Redis holds the queue of another installation");
      stage(vertx, commands.flushall()).await();
    } finally {
      redis.close().await();
    }
  }

  private static void drop(Vertx vertx, PgConnectOptions trial) {
    var beside = new PgConnectOptions(trial).setDatabase("postgres");
    PgConnection db = PgConnection.connect(vertx, beside).await();
    try {
      String name = "\"" + trial.getDatabase().replace("\"", "\"\"") + "\"";
      db.query("DROP DATABASE " + name).execute().await();
    } finally {
      db.close().await();
    }
  }

  private static void refuseIf(boolean wrong, String why) {
    if (wrong) {
      throw new IllegalStateException(why + "; nothing is erased");
    }
  }

  private static <T> Future<T> stage(Vertx vertx, java.util.concurrent.CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, vertx.getOrCreateContext());
  }
}
