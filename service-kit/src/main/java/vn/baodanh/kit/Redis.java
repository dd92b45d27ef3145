package vn.baodanh.kit;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/**
 * Connections to one Redis server or to a cluster, as the URL says. A command is sent once: what a
 * lost connection left unanswered fails, and is not repeated after reconnecting. Commands fail at
 * once while there is no connection.
 */
public final class Redis {

  private Redis() {}

  /** Connects and checks that what Redis keeps is durable (see {@link #checkDurable()}). */
  public static Future<Redis> connect(Vertx vertx, RedisSettings settings) {
    return Future.failedFuture(new UnsupportedOperationException());
  }

  /**
   * Commands on a shared connection, the calling event loop's own if there is one. Never for
   * commands that block. Completions come on any thread: take them with {@code
   * Future.fromCompletionStage(stage, context)}.
   */
  public RedisClusterAsyncCommands<byte[], byte[]> async() {
    throw new UnsupportedOperationException();
  }

  /**
   * A connection of its own, for one reader that blocks. {@code blockMs} must stay below {@code
   * timeout}.
   */
  public Future<Lane> lane(Duration timeout) {
    return Future.failedFuture(new UnsupportedOperationException());
  }

  /** A connection of its own. */
  public interface Lane extends AutoCloseable {
    RedisClusterAsyncCommands<byte[], byte[]> async();

    @Override
    void close();
  }

  /**
   * Subscribes to channels; again by itself after each reconnect. The listener is called on a
   * network thread.
   */
  public Future<Void> subscribe(RedisPubSubListener<byte[], byte[]> listener, byte[]... channels) {
    return Future.failedFuture(new UnsupportedOperationException());
  }

  /**
   * Fails, naming node and setting, unless every node that takes writes has {@code appendonly yes},
   * {@code appendfsync always} and {@code maxmemory-policy noeviction}.
   */
  public Future<Void> checkDurable() {
    return Future.failedFuture(new UnsupportedOperationException());
  }

  /**
   * What the last check of durability found wrong, here and after every reconnect; empty if
   * nothing.
   */
  public Optional<String> durabilityFault() {
    throw new UnsupportedOperationException();
  }

  /** Redis's clock minus ours, by TIME with half the round trip taken off. */
  public Future<Duration> clockDifference() {
    return Future.failedFuture(new UnsupportedOperationException());
  }

  /** Closes all connections. */
  public Future<Void> close() {
    return Future.failedFuture(new UnsupportedOperationException());
  }
}
