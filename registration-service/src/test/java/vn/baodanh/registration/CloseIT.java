package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Received before the close counts, however late the rest comes; received after is refused. */
class CloseIT {
  private static final String KEY = "key-00000001";

  private static int persons;
  private static Stack stack;
  private static Node a;
  private static Node b;
  private static CompletableFuture<SlowRequest.RawAnswer> tooSlow;

  @BeforeAll
  static void start() {
    stack = new Stack("close_it");
    a = stack.node();
    b = stack.node();
    stack.openWindow();
    tooSlow = CompletableFuture.supplyAsync(CloseIT::sendTooSlowly, Thread::startVirtualThread);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @AfterEach
  void openAgain() {
    stack.openWindow();
  }

  /**
   * A repeat is answered as the first time, so each question about a window is another person's.
   */
  private static Device someone(Node node) {
    return node.of("person-" + ++persons);
  }

  private record Try(Device device, Instant sent, CompletableFuture<Answer> answer) {}

  /** A close that both nodes know of, and that is some seconds ahead also on a slow machine. */
  private static Instant closeSoon() {
    Instant[] closes = new Instant[1];
    Stack.eventually(
        "a close is ahead",
        () -> {
          closes[0] = stack.moveWindow(-3600, 5);
          return Instant.now().plusSeconds(2).isBefore(closes[0]);
        });
    return closes[0];
  }

  @Test
  void theReceiptTimeAloneDecidesToTheMicrosecond() {
    Awake.undisturbed(CloseIT::fileUntilAfterTheClose);
  }

  private static void fileUntilAfterTheClose() {
    Instant closes = closeSoon();
    List<Try> tries = new ArrayList<>();
    while (Instant.now().isBefore(closes.plusMillis(500))) {
      Device device = someone(tries.size() % 2 == 0 ? a : b);
      tries.add(new Try(device, Instant.now(), device.sendFiling(KEY, 0, Lists.ONE)));
      Stack.sleep(2);
    }
    int taken = 0;
    for (Try one : tries) {
      Answer answer = one.answer().join();
      if (answer.status() == 202) {
        taken++;
        assertTrue(answer.receivedAt().isBefore(closes), answer.body());
        assertTrue(one.sent().isBefore(closes), "sent after the close, and taken");
      } else {
        answer.expect(409, "window-closed");
        assertEquals(closes, Instant.parse(answer.text("closedAt")));
      }
    }
    assertTrue(taken > 0 && taken < tries.size(), taken + " of " + tries.size());
    Stack.eventually("all recorded", () -> !hasPending(tries));
    for (Try one : tries) {
      String expected = one.answer().join().status() == 202 ? "recorded" : "none";
      assertEquals(expected, one.device().current().text("status"));
    }
  }

  private static boolean hasPending(List<Try> tries) {
    return tries.stream().anyMatch(t -> t.device().current().text("status").equals("received"));
  }

  @Test
  void aBodyThatEndsAfterTheCloseCountsIfItsHeadCameBefore() {
    Awake.undisturbed(CloseIT::fileAcrossTheClose);
  }

  private static void fileAcrossTheClose() {
    Instant closes = closeSoon();
    Device anna = someone(a);
    try (var slow = new SlowRequest(anna, KEY, 0, Lists.ONE)) {
      Instant sent = Instant.now();
      assertTrue(sent.isBefore(closes), "this machine is too busy for this test");
      Stack.sleep(Duration.between(sent, closes.plusMillis(1_500)).toMillis());
      someone(b).file(KEY, 0, Lists.ONE).expect(409, "window-closed");
      slow.finish();
      var answer = slow.answer();
      assertEquals(202, answer.status(), answer.body());
      JsonObject kept = new JsonObject(answer.body());
      assertTrue(Instant.parse(kept.getString("receivedAt")).isBefore(closes));
      String id = kept.getString("id");
      Stack.eventually("applied", () -> anna.filing(id).text("status").equals("applied"));
      assertEquals(answer.body(), anna.at(b).file(KEY, 0, Lists.ONE).expect(202).body());
    }
  }

  @Test
  void aBodySlowerThanTenSecondsIsNotTaken() {
    var answer = tooSlow.join();
    assertEquals(408, answer.status(), answer.body());
    assertTrue(answer.body().contains("body-too-slow"), answer.body());
    Device chi = a.of("chi");
    assertEquals("none", chi.current().text("status"));
    chi.file(KEY, 0, Lists.OTHER).expect(202);
  }

  /** Takes its ten seconds while other tests run. */
  private static SlowRequest.RawAnswer sendTooSlowly() {
    Instant begun = Instant.now();
    try (var slow = new SlowRequest(a.of("chi"), KEY, 0, Lists.ONE)) {
      var answer = slow.answer();
      assertFalse(Instant.now().isBefore(begun.plusSeconds(10)), "answered too early");
      slow.finish();
      return answer;
    }
  }

  @Test
  void beforeTheWindowOpensAndInAHiddenWindowNothingIsTaken() {
    Instant closes = stack.moveWindow(1800, 3600);
    Answer early = a.of("dung").file(KEY, 0, Lists.ONE).expect(409, "window-not-open");
    assertEquals(closes, Instant.parse(early.text("closes")));
    stack.openWindow();
    stack.execute("UPDATE season_window SET hidden = true WHERE id = '2026-preferences'");
    try {
      Stack.eventually(
          "a hidden window is none", () -> someone(a).file(KEY, 0, Lists.ONE).status() == 409);
    } finally {
      stack.execute("UPDATE season_window SET hidden = false WHERE id = '2026-preferences'");
    }
  }

  @Test
  void aChangedWindowIsInForceOnEveryNodeWithinFiveSeconds() {
    for (int i = 0; i < 2; i++) {
      for (double closes : new double[] {-60, 3600}) {
        stack.execute(
            "UPDATE season_window SET closes_at = now() + %f * interval '1 second' WHERE id = '2026-preferences'"
                .formatted(closes));
        int expected = closes < 0 ? 409 : 202;
        Stack.within(
            Duration.ofSeconds(5),
            "in force on both",
            () ->
                Stream.of(a, b)
                    .allMatch(node -> someone(node).file(KEY, 0, Lists.ONE).status() == expected));
      }
    }
  }

  @Test
  void aNodeWhoseClockIsOffTakesNothingUntilItAgreesAgain() {
    for (Duration off : List.of(Duration.ofMillis(300), Duration.ofMillis(-300))) {
      b.clock.shift(off);
      try {
        Stack.eventually(
            "it says so in readiness",
            () -> b.readiness().body().contains("\"clock\":\"differs from Redis"));
        assertFalse(b.isReady());
        someone(b).hasty().file(KEY, 0, Lists.ONE).expect(503, "rules-unconfirmed");
        someone(a).file(KEY, 0, Lists.ONE).expect(202);
      } finally {
        b.clock.shift(Duration.ZERO);
      }
      Stack.eventually("ready again", () -> b.isReady());
      someone(b).file(KEY, 0, Lists.ONE).expect(202);
    }
  }

  @Test
  void aNodeThatIsStartedWithAWrongClockTakesNothing() {
    Node wrong = stack.nodeWithClock(Duration.ofMillis(300));
    try {
      assertFalse(wrong.isReady());
      someone(wrong).hasty().file(KEY, 0, Lists.ONE).expect(503, "rules-unconfirmed");
    } finally {
      stack.stop(wrong);
    }
  }
}
