package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.filing.Micros;

/**
 * Postgres does not answer one node, but takes a change from another that is cut off before it can
 * tell anybody: whoever may not know of it must not judge by what was in force before (decision
 * 0005).
 */
class SlowPostgresIT {
  private static final String KEY = "key-00000001";
  private static final byte[] WINDOWS = "versions:season".getBytes(US_ASCII);

  private static int persons;
  private static Vertx vertx;
  private static Stack stack;
  private static SlowLink postgresOfA;
  private static SlowLink redisOfB;
  private static Node a;
  private static Node b;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    stack = new Stack("slow_postgres_it");
    postgresOfA = new SlowLink(vertx, URI.create(stack.databaseUrl()).getPort());
    redisOfB = new SlowLink(vertx, URI.create(stack.redis.url()).getPort());
    b = stack.node("REDIS_URL", redisOfB.to(stack.redis.url()), "FIRST_OPERATORS", "anna,binh");
    a = stack.node("DATABASE_URL", postgresOfA.to(stack.databaseUrl()));
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    redisOfB.release();
    postgresOfA.release();
    try {
      JournalAudit.check(stack);
    } finally {
      stack.close();
      vertx.close().await();
    }
  }

  private static CompletableFuture<Answer> sendFiling() {
    return a.of("person-" + ++persons).hasty().sendFiling(KEY, 0, Lists.ONE);
  }

  @Test
  void whoMayNotHaveHeardOfAChangeTakesNothing() {
    List<CompletableFuture<Answer>> tries = new ArrayList<>();
    postgresOfA.hold();
    Instant closes;
    try {
      fileWhileRedisConfirms(tries);
      closes = closeAndFallSilent();
      while (Instant.now().isBefore(closes.plusSeconds(3))) {
        tries.add(sendFiling());
        Stack.sleep(50);
      }
      assertEquals(number("foretold") - 1, number("number"), "somebody told of the change");
    } finally {
      postgresOfA.release();
    }
    int unsure = 0;
    for (var one : tries) {
      Answer answer = one.join();
      if (answer.status() == 202) {
        assertTrue(answer.receivedAt().isBefore(closes), "taken by a window that was closed");
      } else {
        answer.expect(503, "rules-unconfirmed");
        unsure++;
      }
    }
    assertTrue(unsure > 20, "unsure: " + unsure + " of " + tries.size());
    redisOfB.release();
    Stack.eventually("closed", () -> sendFiling().join().status() == 409);
    stack.awaitRecordedOnce(
        tries.stream().map(CompletableFuture::join).filter(t -> t.status() == 202).toList());
  }

  /** As long as nothing was changed, Redis says that nothing was. */
  private static void fileWhileRedisConfirms(List<CompletableFuture<Answer>> tries) {
    Instant end = Instant.now().plusSeconds(12);
    while (Instant.now().isBefore(end)) {
      tries.add(sendFiling());
      Stack.sleep(100);
    }
    tries.forEach(one -> one.join().expect(202));
  }

  /**
   * The other node foretells the change, and is heard no more.
   *
   * @return when it closes
   */
  private static Instant closeAndFallSilent() {
    var close =
        new JsonObject()
            .put("action", "close")
            .put("window", "2026-preferences")
            .put("version", 1)
            .put("note", "why");
    String id =
        b.of("anna")
            .post("/v1/operations/window-changes", UUID.randomUUID().toString(), close)
            .expect(202)
            .id();
    int before = number("foretold");
    List<CompletableFuture<Answer>> approved = new ArrayList<>();
    stack.whileNobodyWritesTo(
        "season_window", // and so what is foretold has not been done yet
        () -> {
          approved.add(
              CompletableFuture.supplyAsync(
                  () -> b.of("binh").post("/v1/operations/proposals/" + id + "/approval")));
          Stack.eventually("foretold", () -> number("foretold") > before);
          redisOfB.hold();
        });
    approved.getFirst().join().expect(200);
    return Micros.instant(
        stack.count(
            "SELECT (extract(epoch FROM closes_at) * 1e6)::bigint FROM season_window"
                + " WHERE id = '2026-preferences' AND version = 2"));
  }

  /** What Redis knows of the windows' versions. */
  private static int number(String field) {
    try (RedisClient redis = stack.redis()) {
      byte[] value = redis.command().hget(WINDOWS, field.getBytes(US_ASCII));
      return value == null ? 0 : Integer.parseInt(new String(value, US_ASCII));
    }
  }
}
