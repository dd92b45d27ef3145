package vn.baodanh.kit;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.models.role.RedisInstance;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Makes Lettuce clients whose connections live on one of Vert.x's event loops each, so that a
 * command and its answer change no thread on the way.
 */
final class RedisClients {

  private static final ByteArrayCodec BYTES = ByteArrayCodec.INSTANCE;
  private static final Duration TOPOLOGY_REFRESH = Duration.ofSeconds(10);
  private static final Duration LONGEST_RECONNECT_PAUSE = Duration.ofMillis(500);
  private static final int MOST_COMMANDS_PER_FLUSH = 256;

  static {
    System.setProperty("io.lettuce.core.iouring", "false"); // Vert.x's loops run epoll
  }

  private final RedisSettings settings;
  private final Timer timer =
      new HashedWheelTimer(
          new DefaultThreadFactory("redis-timer", true), 20, TimeUnit.MILLISECONDS);
  private final EventExecutorGroup executors =
      new DefaultEventExecutorGroup(2, new DefaultThreadFactory("redis-events", true));

  RedisClients(RedisSettings settings) {
    this.settings = settings;
  }

  RedisSettings settings() {
    return settings;
  }

  AbstractRedisClient on(EventLoop loop) {
    var uri = uri();
    if (settings.isCluster()) {
      var client = RedisClusterClient.create(resources(loop), uri);
      client.setOptions(
          (ClusterClientOptions)
              options(ClusterClientOptions.builder().topologyRefreshOptions(refresh())));
      return client;
    }
    var client = RedisClient.create(resources(loop));
    client.setOptions(options(ClientOptions.builder()));
    return client;
  }

  private RedisURI uri() {
    var uri = RedisURI.create(settings.url().toString().replaceFirst("-cluster:", ":"));
    uri.setTimeout(settings.commandTimeout());
    return uri;
  }

  CompletionStage<Redis.Lane> open(AbstractRedisClient client) {
    return switch (client) {
      case RedisClusterClient cluster ->
          cluster
              .refreshPartitionsAsync() // which nodes there are
              .thenCompose(known -> cluster.connectAsync(BYTES))
              .thenCompose(RedisClients::withAllNodes)
              .thenApply(connection -> new Redis.Lane(connection, connection.async()));
      case RedisClient server ->
          server
              .connectAsync(BYTES, uri())
              .thenApply(connection -> new Redis.Lane(connection, connection.async()));
      default -> throw new IllegalArgumentException("no such client: " + client);
    };
  }

  CompletionStage<? extends StatefulRedisPubSubConnection<byte[], byte[]>> openPubSub(
      AbstractRedisClient client) {
    return switch (client) {
      case RedisClusterClient cluster ->
          cluster.refreshPartitionsAsync().thenCompose(known -> cluster.connectPubSubAsync(BYTES));
      case RedisClient server -> server.connectPubSubAsync(BYTES, uri());
      default -> throw new IllegalArgumentException("no such client: " + client);
    };
  }

  /** Commands are refused while a connection is being opened; so all are opened beforehand. */
  private static CompletionStage<StatefulRedisClusterConnection<byte[], byte[]>> withAllNodes(
      StatefulRedisClusterConnection<byte[], byte[]> cluster) {
    var nodes =
        cluster.getPartitions().stream()
            .filter(node -> node.getRole() == RedisInstance.Role.UPSTREAM)
            .map(node -> node.getUri())
            .map(uri -> cluster.getConnectionAsync(uri.getHost(), uri.getPort()))
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(nodes).thenApply(open -> cluster);
  }

  /** After all clients were shut down. */
  void close() {
    timer.stop();
    var _ = executors.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private ClientOptions options(ClientOptions.Builder builder) {
    return builder
        .autoReconnect(true)
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .replayFilter(command -> true) // true: is not sent again
        .requestQueueSize(settings.requestQueueSize())
        .timeoutOptions(TimeoutOptions.builder().timeoutCommands().connectionTimeout().build())
        .socketOptions(
            SocketOptions.builder()
                .connectTimeout(settings.commandTimeout())
                .tcpNoDelay(true)
                .keepAlive(true)
                .build())
        .build();
  }

  private static ClusterTopologyRefreshOptions refresh() {
    return ClusterTopologyRefreshOptions.builder()
        .enablePeriodicRefresh(TOPOLOGY_REFRESH)
        .enableAllAdaptiveRefreshTriggers()
        .build();
  }

  private ClientResources resources(EventLoop loop) {
    return DefaultClientResources.builder()
        .eventLoopGroupProvider(new VertxEventLoop(loop))
        .eventExecutorGroup(executors)
        .timer(timer)
        .reconnectDelay(
            Delay.fullJitter(
                Duration.ofMillis(10), LONGEST_RECONNECT_PAUSE, 10, TimeUnit.MILLISECONDS))
        .nettyCustomizer(new OneFlushPerTurn())
        .build();
  }

  /** What several requests send within one turn of the event loop goes out in one system call. */
  private static final class OneFlushPerTurn implements NettyCustomizer {
    @Override
    public void afterChannelInitialized(Channel channel) {
      channel.pipeline().addFirst(new FlushConsolidationHandler(MOST_COMMANDS_PER_FLUSH, true));
    }
  }
}
