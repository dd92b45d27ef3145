package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** While Postgres is away the queue grows and filings are answered as always. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresAwayIT {
  private static final String KEY = "key-00000001";
  private static final byte[] CATALOGUE = "versions:catalogue".getBytes(US_ASCII);
  private static final byte[] NUMBER = "number".getBytes(US_ASCII);
  private static final Duration AWAY = Duration.ofSeconds(Boolean.getBoolean("full") ? 60 : 5);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

  private static int persons;
  private static Stack stack;
  private static Node a;
  private static Node b;

  @BeforeAll
  static void start() {
    stack = new Stack("postgres_away_it");
    a = stack.node();
    b = stack.node();
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    try {
      JournalAudit.check(stack);
    } finally {
      stack.close();
    }
  }

  @Test
  void noFilingSeesAFailureWhilePostgresIsKilledAndAllAreRecordedAfterwards() {
    Awake.undisturbed(
        () -> awayWhileFilingsComeIn("killed", Stack.POSTGRES::killHard, Stack.POSTGRES::restart));
  }

  @Test
  void noFilingSeesAFailureWhilePostgresStandsStillAndWhoLooksIsToldToComeAgain() {
    Awake.undisturbed(PostgresAwayIT::fileAndLookWhilePostgresStandsStill);
  }

  private static void fileAndLookWhilePostgresStandsStill() {
    Device anna = someone(a);
    String kept = "/v1/me/filings/" + anna.file(KEY, 0, Lists.ONE).expect(202).id();
    List<CompletableFuture<Answer>> looks = new ArrayList<>();
    awayWhileFilingsComeIn(
        "paused",
        () -> {
          Stack.POSTGRES.pause();
          Stream.of("/v1/me/preferences", "/v1/me/filings", kept, kept + "/receipt")
              .forEach(path -> looks.add(anna.look(path)));
          looks.add(anna.look("/v1/log/heads"));
          looks.add(anna.look("/v1/log/heads?partition=0"));
        },
        () -> {
          try {
            looks.forEach(look -> assertComeAgain(inTime(look)));
          } finally {
            Stack.POSTGRES.resume();
          }
        });
  }

  /** Somebody who takes the first answer. */
  private static Device someone(Node node) {
    return node.of("person-" + ++persons).hasty();
  }

  private static void awayWhileFilingsComeIn(String how, Runnable away, Runnable back) {
    List<CompletableFuture<Answer>> filed = new ArrayList<>();
    away.run();
    try {
      Instant end = Instant.now().plus(AWAY);
      for (int i = 0; Instant.now().isBefore(end); i++) {
        filed.add(someone(i % 2 == 0 ? a : b).sendFiling(KEY, 0, Lists.ONE));
        if (i % 10 == 0) {
          assertTrue(a.isReady(), a.readiness().body());
          assertTrue(b.isReady(), b.readiness().body());
        }
        Stack.sleep(10);
      }
      filed.forEach(answer -> answer.join().expect(202));
    } finally {
      back.run();
    }
    System.out.println(how + ": " + filed.size() + " filings in " + AWAY);
    stack.awaitRecordedOnce(filed.stream().map(CompletableFuture::join).toList());
  }

  /** Others have told Redis of a version that these nodes could not read any more. */
  @Test
  void whoMayNotKnowTheCatalogueTakesNothing() {
    try (RedisClient redis = stack.redis()) {
      Stack.POSTGRES.killHard();
      redis.command().hset(CATALOGUE, NUMBER, "2".getBytes(US_ASCII));
      for (Node node : List.of(a, b)) {
        Device device = node.of("unsure-" + node.port()).hasty();
        Stack.eventually("unsure", () -> device.file(KEY, 0, Lists.ONE).status() == 503);
        device.file(KEY, 0, Lists.OTHER).expect(503, "rules-unconfirmed");
      }
      redis.command().hset(CATALOGUE, NUMBER, "1".getBytes(US_ASCII));
      for (Node node : List.of(a, b)) {
        Device device = node.of("sure-" + node.port());
        Stack.eventually("sure", () -> device.file(KEY, 0, Lists.ONE).status() == 202);
      }
    } finally {
      Stack.POSTGRES.restart();
    }
  }

  /** With both away nothing can be kept, and nobody knows whether the window is still closed. */
  @Test
  @Order(Integer.MAX_VALUE) // Redis and Postgres away at once leave doubt for some seconds
  void withBothStoresKilledFilingsAreRefusedForNowAndNeverAsLate() {
    bothAway(
        () -> {
          Stack.POSTGRES.killHard();
          stack.redis.killHard();
        },
        () -> {
          stack.redis.restart();
          Stack.POSTGRES.restart();
        });
  }

  @Test
  @Order(Integer.MAX_VALUE) // Redis and Postgres away at once leave doubt for some seconds
  void withBothStoresStandingStillFilingsAreRefusedForNowAndNeverAsLate() {
    bothAway(
        () -> {
          Stack.POSTGRES.pause();
          stack.redis.pause();
        },
        () -> {
          stack.redis.resume();
          Stack.POSTGRES.resume();
        });
  }

  private void bothAway(Runnable away, Runnable back) {
    stack.moveWindow(-3600, -60);
    away.run();
    try {
      Instant end = Instant.now().plusSeconds(7);
      while (Instant.now().isBefore(end)) {
        for (Node node : List.of(a, b)) {
          assertComeAgain(inTime(node.of("late").hasty().sendFiling(KEY, 0, Lists.ONE)));
        }
      }
      for (Node node : List.of(a, b)) {
        Stack.eventually("not ready", () -> !node.isReady());
        node.of("late").hasty().file(KEY, 0, Lists.ONE).expect(503, "rules-unconfirmed");
      }
    } finally {
      back.run();
    }
    stack.openWindow();
    for (Node node : List.of(a, b)) {
      Device device = node.of("after-" + System.nanoTime());
      Stack.eventually("taken again", () -> device.file(KEY, 0, Lists.ONE).status() == 202);
      Stack.eventually("recorded", () -> device.current().text("status").equals("recorded"));
      Stack.eventually("ready again", node::isReady);
    }
    assertEquals(
        0,
        stack.count(
            "SELECT count(*) FROM filing_journal WHERE candidate_id = '%s'"
                .formatted(stack.candidate("late"))));
  }

  private static void assertComeAgain(Answer answer) {
    assertTrue(Integer.parseInt(answer.expect(503).header("Retry-After")) > 0);
  }

  private static Answer inTime(CompletableFuture<Answer> answer) {
    return answer
        .orTimeout(LONGEST_ANSWER.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
        .join();
  }
}
