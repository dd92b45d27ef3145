package vn.baodanh.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisException;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.AsyncResult;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.baodanh.local.RedisStore;

class RedisIT {

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setPreferNativeTransport(true));
  private final RedisStore store = RedisStore.temporary();
  private Redis redis;

  @BeforeEach
  void connect() throws Exception {
    redis = Redis.connect(vertx, settings(Duration.ofSeconds(1))).await(30, SECONDS);
  }

  @AfterEach
  void closeAll() throws Exception {
    redis.close().await(10, SECONDS);
    vertx.close().await(10, SECONDS);
    store.close();
  }

  @Test
  void aCommandAndItsAnswerStayOnTheEventLoopOfTheCaller() throws Exception {
    int instances = 4;
    int answers = 2 * instances;
    var sameThread = new ArrayBlockingQueue<Boolean>(answers);
    vertx
        .deployVerticle(
            () ->
                new AbstractVerticle() {
                  @Override
                  public void start() {
                    var caller = Thread.currentThread();
                    Future.fromCompletionStage(redis.async().ping(), context)
                        .onComplete(pong -> sameThread.add(Thread.currentThread() == caller));
                    redis
                        .async()
                        .ping()
                        .thenRun(() -> sameThread.add(Thread.currentThread() == caller));
                  }
                },
            new DeploymentOptions().setInstances(instances))
        .await(10, SECONDS);
    for (int i = 0; i < answers; i++) {
      assertEquals(true, sameThread.poll(5, SECONDS));
    }
  }

  @Test
  void whatALostConnectionLeftUnansweredFailsAndIsNotSentAgain() throws Exception {
    var counter = bytes("counter");
    assertEquals(1, soon(redis.async().incr(counter)));
    store.pause();
    var unanswered = new ArrayList<CompletionStage<Long>>();
    for (int i = 0; i < 10; i++) {
      unanswered.add(redis.async().incr(counter));
    }
    store.killHard();
    store.restart();
    for (var stage : unanswered) {
      assertThrows(Exception.class, () -> soon(stage));
    }
    eventually(() -> answers(counter));
    Thread.sleep(1_500); // longer than a replay could be on its way
    assertEquals("1", new String(soon(redis.async().get(counter)), UTF_8));
  }

  @Test
  void withoutAConnectionACommandFailsAtOnce() throws Exception {
    store.killHard();
    eventually(() -> failsAtOnce());
  }

  @Test
  void anAnswerThatIsLateIsGivenUp() throws Exception {
    store.pause();
    try {
      Quickest.isUnder(
          Duration.ofSeconds(3),
          () -> {
            long start = System.nanoTime();
            var failure = assertThrows(Exception.class, () -> soon(redis.async().get(bytes("k"))));
            assertInstanceOf(RedisException.class, failure);
            return System.nanoTime() - start;
          });
    } finally {
      store.resume();
    }
  }

  @Test
  void aReaderThatBlocksHasAConnectionOfItsOwn() throws Exception {
    var lane = redis.lane(Duration.ofSeconds(40)).await(5, SECONDS);
    var read =
        lane.async()
            .xread(
                XReadArgs.Builder.block(Duration.ofSeconds(30)),
                StreamOffset.latest(bytes("stream")));
    Thread.sleep(1_500); // longer than the usual command timeout
    soon(redis.async().xadd(bytes("stream"), bytes("name"), bytes("value")));
    assertEquals(1, soon(read).size());
    lane.close();
  }

  @Test
  void aSubscriptionSurvivesAReconnect() throws Exception {
    var heard = new ArrayBlockingQueue<String>(100);
    redis
        .subscribe(
            new RedisPubSubAdapter<>() {
              @Override
              public void message(byte[] channel, byte[] message) {
                heard.offer(new String(message, UTF_8));
              }
            },
            bytes("rules"))
        .await(5, SECONDS);
    soon(redis.async().publish(bytes("rules"), bytes("one")));
    assertEquals("one", heard.poll(5, SECONDS));
    store.killHard();
    store.restart();
    eventually(() -> published("two") && "two".equals(heard.poll()));
  }

  @Test
  void aRedisThatForgetsIsRefusedAtStart() throws Exception {
    for (var setting :
        new String[][] {
          {"appendonly", "no"}, {"appendfsync", "everysec"}, {"maxmemory-policy", "allkeys-lru"}
        }) {
      var before = soon(redis.async().configGet(setting[0])).get(setting[0]);
      soon(redis.async().configSet(setting[0], setting[1]));
      var refused =
          assertThrows(
              NotDurableException.class,
              () -> Redis.connect(vertx, settings(Duration.ofSeconds(1))).await(10, SECONDS));
      assertEquals(
          "Redis is not durable: " + setting[0] + " is " + setting[1] + ", must be " + before,
          refused.fault());
      soon(redis.async().configSet(setting[0], before));
    }
  }

  @Test
  void aRedisThatForgetsIsNoticedAfterAReconnect() throws Exception {
    var checked = new ArrayBlockingQueue<AsyncResult<Void>>(10);
    redis.onReconnect(checked::offer);
    soon(redis.async().configSet("appendfsync", "everysec"));
    soon(redis.async().clientKill(io.lettuce.core.KillArgs.Builder.typeNormal().skipme()));
    var result = checked.poll(10, SECONDS);
    assertNotNull(result);
    assertInstanceOf(NotDurableException.class, result.cause());
    assertTrue(redis.durabilityFault().orElseThrow().contains("appendfsync is everysec"));
  }

  @Test
  void theDifferenceOfClocksIsSeen() throws Exception {
    var exact = difference(redis, Clock.systemUTC());
    assertTrue(exact.abs().toMillis() < 100, exact.toString());
    var slow = Clock.offset(Clock.systemUTC(), Duration.ofMillis(-300));
    var ahead = difference(redis, slow);
    assertTrue(Math.abs(ahead.toMillis() - 300) < 100, ahead.toString());
  }

  /** Asked again while Redis answers too late for its time to say anything. */
  static Duration difference(Redis redis, Clock clock) throws Exception {
    for (int timesLeft = 100; ; timesLeft--) {
      try {
        return redis.clockDifference(clock).await(5, SECONDS);
      } catch (IllegalStateException tooLate) {
        if (timesLeft == 0) {
          throw tooLate;
        }
        Thread.sleep(50);
      }
    }
  }

  @Test
  void whereNobodyAnswersConnectingFailsInTime() {
    store.killHard();
    assertThrows(
        RedisException.class,
        () -> Redis.connect(vertx, settings(Duration.ofSeconds(1))).await(10, SECONDS));
  }

  private RedisSettings settings(Duration timeout) {
    return new RedisSettings(URI.create(store.url()), timeout, 10_000, 0);
  }

  private boolean answers(byte[] key) {
    try {
      return soon(redis.async().get(key)) != null;
    } catch (Exception e) {
      return false;
    }
  }

  private boolean published(String message) {
    try {
      soon(redis.async().publish(bytes("rules"), bytes(message)));
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private boolean failsAtOnce() {
    var refused = redis.async().ping().toCompletableFuture();
    return refused.isCompletedExceptionally();
  }

  private static <T> T soon(CompletionStage<T> stage) throws TimeoutException {
    return Future.fromCompletionStage(stage).await(10, SECONDS);
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not within 10 s");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
