package vn.baodanh.registration.following;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.baodanh.kit.Redis;
import vn.baodanh.kit.RedisSettings;
import vn.baodanh.local.RedisStore;

/** Who confirms what a node knows, with a clock and a Postgres in the test's hand. */
class FollowerIT {
  private static final Instant START = Instant.parse("2026-07-14T10:00:00Z");

  private final ClockByHand clock = new ClockByHand();
  private RedisStore store;
  private Vertx vertx;
  private Context context;
  private Versions versions;

  private static final class ClockByHand extends Clock {
    volatile Instant now = START;

    void at(int second) {
      now = START.plusSeconds(second);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("times are in UTC");
    }
  }

  /** Knows version 1; reads on when the test says so. */
  private final class Node implements Follower.Followed {
    final Follower follower = new Follower(versions, this, clock, Duration.ofSeconds(5));
    volatile Future<Void> answer = Future.succeededFuture();
    final AtomicInteger questions = new AtomicInteger();
    volatile int number = 1;

    Node() {
      onContext(() -> follower.start(vertx));
    }

    @Override
    public Future<Void> read() {
      questions.incrementAndGet();
      return answer;
    }

    @Override
    public int number() {
      return number;
    }

    @Override
    public byte[] copy() {
      return Integer.toString(number).getBytes(US_ASCII);
    }

    @Override
    public void learn(byte[] copy) {
      number = Integer.parseInt(new String(copy, US_ASCII));
    }

    /** Postgres does not answer until this is complete. */
    Promise<Void> hold() {
      Promise<Void> held = Promise.promise();
      answer = held.future();
      int before = questions.get();
      eventually(() -> questions.get() > before);
      return held;
    }
  }

  @BeforeEach
  void start() {
    store = RedisStore.temporary();
    vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    context = vertx.getOrCreateContext();
    var settings = new RedisSettings(URI.create(store.url()), Duration.ofSeconds(1), 100, 0);
    var redis = Redis.connect(vertx, settings).await();
    versions = new Versions(redis, clock, "things");
  }

  @AfterEach
  void stop() {
    vertx.close().await();
    store.close();
  }

  private <T> T onContext(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    context.runOnContext(now -> work.get().onComplete(done));
    return done.future().await();
  }

  private static void eventually(BooleanSupplier question) {
    for (int i = 0; i < 3_000; i++) {
      if (question.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(10_000_000);
    }
    throw new AssertionError("not in time");
  }

  /** Two rounds of asking are over then. */
  private static void twoRounds() {
    LockSupport.parkNanos(2_500_000_000L);
  }

  @Test
  void whilePostgresIsSilentRedisConfirmsUntilSomethingIsForetold() {
    var node = new Node();
    node.hold();
    clock.at(20);
    eventually(node.follower::isConfirmed);
    assertFalse(node.follower.postgresAnswers());
    onContext(() -> versions.foretell(2));
    clock.at(30);
    twoRounds();
    assertFalse(node.follower.isConfirmed());
  }

  @Test
  void onlyOneQuestionWaitsAndALateAnswerCountsForWhenItWasAsked() {
    var node = new Node();
    onContext(() -> versions.foretell(2));
    clock.at(2);
    var held = node.hold();
    int asked = node.questions.get();
    clock.at(6);
    twoRounds();
    assertEquals(asked, node.questions.get());
    assertFalse(node.follower.isConfirmed());
    node.answer = Promise.<Void>promise().future();
    held.complete();
    eventually(node.follower::isConfirmed);
    clock.at(7);
    twoRounds();
    assertFalse(node.follower.isConfirmed());
  }

  @Test
  void aQuestionWhoseConnectionHangsIsAskedAgain() {
    var node = new Node();
    node.hold();
    int asked = node.questions.get();
    clock.at(11);
    eventually(() -> node.questions.get() > asked);
  }

  @Test
  void whatWasForetoldAndNeverCameIsForgottenOnceSomebodyHasLookedLater() {
    var cutOff = new Node();
    cutOff.hold();
    onContext(() -> versions.foretell(2));
    clock.at(6);
    twoRounds();
    assertFalse(cutOff.follower.isConfirmed());
    new Node();
    eventually(cutOff.follower::isConfirmed);
  }

  @Test
  void whoLearnsWhatWasForetoldIsConfirmed() {
    var cutOff = new Node();
    cutOff.hold();
    onContext(() -> versions.foretell(2));
    var other = new Node();
    other.number = 2;
    eventually(() -> cutOff.number == 2);
    other.hold();
    clock.at(6);
    eventually(cutOff.follower::isConfirmed);
    assertTrue(cutOff.number == 2);
  }
}
