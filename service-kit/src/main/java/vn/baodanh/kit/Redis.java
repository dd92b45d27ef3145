package vn.baodanh.kit;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.netty.channel.EventLoop;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Connections to one Redis server or to a cluster, as the URL says; one per event loop. A command
 * is sent once: what a lost connection left unanswered fails, and is not repeated after
 * reconnecting. While there is no connection, commands fail at once.
 */
public final class Redis {

  private static final long CHECK_AGAIN_MS = 1_000;
  private static final Duration LONGEST_TIME_ROUND_TRIP = Duration.ofMillis(50);

  private final Vertx vertx;
  private final RedisClients clients;
  private final List<Link> links;
  private volatile Optional<String> durabilityFault = Optional.empty();
  private volatile Handler<AsyncResult<Void>> onReconnect = checked -> {};
  private volatile Runnable onDisconnect = () -> {};
  private volatile boolean closed;

  /** What lives on one event loop. */
  private record Link(EventLoop loop, AbstractRedisClient client, Lane lane) {}

  /** One connection with its commands. Closing it fails what is unanswered. */
  public record Lane(
      StatefulConnection<byte[], byte[]> connection,
      RedisClusterAsyncCommands<byte[], byte[]> async)
      implements AutoCloseable {

    /** The very connection on which commands about this key leave. */
    CompletionStage<? extends BaseRedisAsyncCommands<byte[], byte[]>> nodeOf(byte[] key) {
      if (!(connection instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster)) {
        return CompletableFuture.completedStage(async);
      }
      var uri = cluster.getPartitions().getPartitionBySlot(SlotHash.getSlot(key)).getUri();
      return cluster
          .getConnectionAsync(uri.getHost(), uri.getPort())
          .thenApply(StatefulRedisConnection::async);
    }

    @Override
    public void close() {
      var _ = connection.closeAsync();
    }
  }

  private Redis(Vertx vertx, RedisClients clients, List<Link> links) {
    this.vertx = vertx;
    this.clients = clients;
    this.links = List.copyOf(links);
  }

  /**
   * Connects from every event loop and checks that what Redis keeps is durable (see {@link
   * #checkDurable()}).
   */
  public static Future<Redis> connect(Vertx vertx, RedisSettings settings) {
    var clients = new RedisClients(settings);
    var links = new ArrayList<Future<Link>>();
    ((VertxInternal) vertx)
        .nettyEventLoopGroup()
        .forEach(executor -> {
          var loop = (EventLoop) executor;
          var client = clients.on(loop);
          links.add(
              Future.fromCompletionStage(clients.open(client))
                  .map(lane -> new Link(loop, client, lane))
                  .onFailure(cause -> shutdown(client)));
        });
    return Future.join(links)
        .transform(joined ->
            links.stream().allMatch(Future::succeeded)
                ? started(vertx, clients, links)
                : undone(clients, links, joined.cause()));
  }

  /**
   * Commands on a shared connection, the calling event loop's own if there is one. Never for
   * commands that block. Completions come on any thread: take them with {@code
   * Future.fromCompletionStage(stage, context)}.
   */
  public RedisClusterAsyncCommands<byte[], byte[]> async() {
    return link().lane().async();
  }

  /**
   * Waits until as many replicas as the settings ask for hold what was written to this key's node
   * on {@link #async()} just before, from the same event loop. Fails with {@link
   * NotReplicatedException} if fewer do in half the command timeout; at once if none is asked for.
   */
  public CompletionStage<?> replicated(byte[] key) {
    int wanted = clients.settings().replicas();
    if (wanted == 0) {
      return CompletableFuture.completedStage(null);
    }
    long timeoutMs = clients.settings().commandTimeout().toMillis() / 2;
    return link()
        .lane()
        .nodeOf(key)
        .thenCompose(node -> node.waitForReplication(wanted, timeoutMs))
        .thenAccept(confirmed -> {
          if (confirmed < wanted) {
            throw new NotReplicatedException(confirmed, wanted);
          }
        });
  }

  /**
   * A connection of its own, for one reader whose commands block; the caller closes it.
   *
   * @param timeout instead of the usual command timeout; longer than the reader blocks
   */
  public Future<Lane> lane(Duration timeout) {
    return Future.fromCompletionStage(clients.open(link().client()))
        .onSuccess(lane -> lane.connection().setTimeout(timeout));
  }

  /**
   * Subscribes to channels; again by itself after each reconnect. The listener is called on an
   * event loop.
   */
  public Future<Void> subscribe(RedisPubSubListener<byte[], byte[]> listener, byte[]... channels) {
    return Future.fromCompletionStage(clients.openPubSub(links.getFirst().client()))
        .compose(connection -> {
          connection.addListener(listener);
          return Future.fromCompletionStage(connection.async().subscribe(channels));
        });
  }

  /**
   * Fails with {@link NotDurableException}, naming node and setting, unless every node that takes
   * writes is of version 7 or newer and has {@code appendonly yes}, {@code appendfsync always} and
   * {@code maxmemory-policy noeviction}.
   */
  public Future<Void> checkDurable() {
    return RedisNode.ask(links.getFirst().lane().connection(), RedisDurability::check)
        .<Void>mapEmpty()
        .onSuccess(durable -> durabilityFault = Optional.empty())
        .onFailure(this::keepFault);
  }

  /** Loads a library of functions on every node that takes writes, in place of one of that name. */
  public Future<Void> loadFunctions(String library) {
    return RedisNode.ask(
            links.getFirst().lane().connection(),
            node -> node.send(redis -> redis.functionLoad(library, true)))
        .mapEmpty();
  }

  /** Memory in use, in bytes, by the node that takes writes and uses most. */
  public Future<Long> usedMemory() {
    return RedisNode.ask(
            links.getFirst().lane().connection(),
            node -> node.send(redis -> redis.info("memory")).map(Redis::usedMemory))
        .map(Collections::max);
  }

  private static long usedMemory(String info) {
    return RedisNode.valueIn(info, "used_memory").map(Long::parseLong).orElse(0L);
  }

  /**
   * What the last check of durability found wrong, at start or after a reconnect; empty if nothing.
   */
  public Optional<String> durabilityFault() {
    return durabilityFault;
  }

  /**
   * Called after every reconnect of any connection with the result of {@link #checkDurable()}; on
   * any thread.
   */
  public void onReconnect(Handler<AsyncResult<Void>> handler) {
    onReconnect = handler;
  }

  /**
   * Called whenever any connection is lost, before it can be opened again; on any thread. Another
   * Redis process is never asked anything before this was called.
   */
  public void onDisconnect(Runnable handler) {
    onDisconnect = handler;
  }

  /**
   * Redis's clock minus this one, by TIME, half the round trip taken off. Good to about half the
   * round trip; fails if that took longer than 50 ms, because then it says little.
   */
  public Future<Duration> clockDifference(Clock clock) {
    long start = System.nanoTime();
    var asked = clock.instant();
    return Future.fromCompletionStage(async().time())
        .map(time -> {
          long roundTripNs = System.nanoTime() - start;
          if (roundTripNs > LONGEST_TIME_ROUND_TRIP.toNanos()) {
            throw new IllegalStateException("TIME took " + roundTripNs / 1_000_000 + " ms");
          }
          var middle = asked.plusNanos(roundTripNs / 2);
          return Duration.between(
              middle, Instant.ofEpochSecond(number(time.get(0)), 1_000 * number(time.get(1))));
        });
  }

  /** Closes all connections. */
  public Future<Void> close() {
    closed = true;
    return Future.join(links.stream().map(link -> shutdown(link.client())).toList())
        .onComplete(done -> clients.close())
        .mapEmpty();
  }

  private Link link() {
    for (var link : links) {
      if (link.loop().inEventLoop()) {
        return link;
      }
    }
    return links.get((int) (Thread.currentThread().threadId() % links.size()));
  }

  private static Future<Redis> started(
      Vertx vertx, RedisClients clients, List<Future<Link>> links) {
    var redis = new Redis(vertx, clients, links.stream().map(Future::result).toList());
    return redis
        .checkDurable()
        .<Redis>map(durable -> redis.watch())
        .recover(cause -> redis.close().transform(closed -> Future.failedFuture(cause)));
  }

  private static Future<Redis> undone(
      RedisClients clients, List<Future<Link>> links, Throwable cause) {
    return Future.join(
            links.stream()
                .filter(Future::succeeded)
                .map(link -> shutdown(link.result().client()))
                .toList())
        .onComplete(done -> clients.close())
        .transform(done -> Future.failedFuture(plain(cause)));
  }

  private static Throwable plain(Throwable cause) {
    return cause instanceof CompletionException && cause.getCause() != null
        ? cause.getCause()
        : cause;
  }

  private static Future<Void> shutdown(AbstractRedisClient client) {
    return Future.fromCompletionStage(client.shutdownAsync(0, 1, TimeUnit.SECONDS));
  }

  private Redis watch() {
    for (var link : links) {
      link.client().addListener(new Changes());
    }
    return this;
  }

  /**
   * Of every connection, those to the nodes of a cluster too. Another Redis may answer at the same
   * address, with other settings.
   */
  private final class Changes implements RedisConnectionStateListener {
    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
      if (!closed) {
        onDisconnect.run();
      }
    }

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
      checkAfterReconnect();
    }
  }

  private void checkAfterReconnect() {
    if (closed) {
      return;
    }
    checkDurable()
        .onComplete(checked -> {
          if (checked.succeeded() || checked.cause() instanceof NotDurableException) {
            onReconnect.handle(checked);
          } else if (!closed) {
            vertx.setTimer(CHECK_AGAIN_MS, again -> checkAfterReconnect());
          }
        });
  }

  private void keepFault(Throwable cause) {
    if (cause instanceof NotDurableException fault) {
      durabilityFault = Optional.of(fault.fault());
    }
  }

  private static long number(byte[] text) {
    return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
  }
}
