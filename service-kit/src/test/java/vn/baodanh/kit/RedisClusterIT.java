package vn.baodanh.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.baodanh.local.RedisStore;

/** The same connections, commands and checks on a cluster, here of one node with all slots. */
class RedisClusterIT {

  private static final int SLOTS = 16384;

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(true));

  @TempDir Path data;
  private RedisStore store;
  private Redis cluster;

  @BeforeEach
  void startCluster() throws Exception {
    store = RedisStore.start(data, freePort(), Map.of("cluster-enabled", "yes"));
    var node = Redis.connect(vertx, settings("redis")).await(30, SECONDS);
    soon(node.async().clusterAddSlots(IntStream.range(0, SLOTS).toArray()));
    while (!soon(node.async().clusterInfo()).contains("cluster_state:ok")) {
      Thread.sleep(50);
    }
    node.close().await(10, SECONDS);
    cluster = Redis.connect(vertx, settings("redis-cluster")).await(30, SECONDS);
  }

  @AfterEach
  void closeAll() throws Exception {
    cluster.close().await(10, SECONDS);
    vertx.close().await(10, SECONDS);
    store.close();
  }

  @Test
  void commandsScriptsAndSubscriptionsWorkAsOnOneServer() throws Exception {
    var heard = new ArrayBlockingQueue<String>(10);
    cluster
        .subscribe(
            new RedisPubSubAdapter<>() {
              @Override
              public void message(byte[] channel, byte[] message) {
                heard.offer(new String(message, UTF_8));
              }
            },
            bytes("rules"))
        .await(5, SECONDS);
    byte[] key = bytes("{p0}counter");
    String script = "return redis.call('incr', KEYS[1])";
    Long value = soon(cluster.async().eval(script, ScriptOutputType.INTEGER, new byte[][] {key}));
    assertEquals(1L, value);
    soon(cluster.async().publish(bytes("rules"), bytes("changed")));
    assertEquals("changed", heard.poll(5, SECONDS));
    assertTrue(RedisIT.difference(cluster, Clock.systemUTC()).abs().toMillis() < 100);
  }

  @Test
  void aNodeThatForgetsIsNamed() throws Exception {
    soon(cluster.async().configSet("appendfsync", "everysec"));
    var refused =
        assertThrows(NotDurableException.class, () -> cluster.checkDurable().await(10, SECONDS));
    assertEquals(
        "Redis node 127.0.0.1:"
            + store.port()
            + " is not durable: appendfsync is everysec, must be always",
        refused.fault());
  }

  @Test
  void aWriteThatNoReplicaConfirmsFailsOnTheNodeOfItsKey() throws Exception {
    byte[] key = bytes("{p0}counter");
    soon(cluster.async().incr(key));
    var failure = assertThrows(CompletionException.class, () -> soon(cluster.replicated(key)));
    assertInstanceOf(NotReplicatedException.class, failure.getCause());
  }

  @Test
  void aCommandThatALostNodeLeftUnansweredIsNotSentAgain() throws Exception {
    byte[] key = bytes("{p0}counter");
    soon(cluster.async().incr(key));
    store.pause();
    var unanswered = cluster.async().incr(key);
    store.killHard();
    store.restart();
    assertThrows(Exception.class, () -> soon(unanswered));
    for (int i = 0; i < 100 && !answers(key); i++) {
      Thread.sleep(50);
    }
    Thread.sleep(1_500); // longer than a replay could be on its way
    assertEquals("1", new String(soon(cluster.async().get(key)), UTF_8));
  }

  private boolean answers(byte[] key) {
    try {
      return soon(cluster.async().get(key)) != null;
    } catch (Exception e) {
      return false;
    }
  }

  private RedisSettings settings(String scheme) {
    var url = URI.create(scheme + "://127.0.0.1:" + store.port());
    return new RedisSettings(url, Duration.ofSeconds(1), 10_000, 1);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      // The cluster's own port is 10000 above.
      return socket.getLocalPort() > 50_000
          ? socket.getLocalPort() - 20_000
          : socket.getLocalPort();
    }
  }

  private static <T> T soon(CompletionStage<T> stage) throws TimeoutException {
    return Future.fromCompletionStage(stage).await(10, SECONDS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
