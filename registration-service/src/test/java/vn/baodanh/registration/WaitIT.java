package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code Prefer: wait=…} (RFC 7240): told the outcome where it is known soon, never made to wait in
 * vain.
 */
class WaitIT {
  private static final String KEY = "key-00000001";
  private static final String PREFER = "Prefer";
  private static final String LONG = "wait=9";

  /** Far less than the wait that is asked for, much for two busy cores. */
  private static final Duration SOON = Duration.ofSeconds(4);

  private static int persons;
  private static Stack stack;
  private static Node a;
  private static Node intakeOnly;

  @BeforeAll
  static void start() {
    stack = new Stack("wait_it");
    a = stack.node();
    intakeOnly = stack.node("ROLES", "intake");
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static Answer soon(Supplier<Answer> request) {
    Answer[] answer = new Answer[1];
    Duration took = Awake.took(() -> answer[0] = request.get());
    assertTrue(took.compareTo(SOON) < 0, () -> "took " + took + ": " + answer[0].body());
    return answer[0];
  }

  /** Somebody who has not filed yet, at this node. */
  private static Device someone(Node node) {
    return node.of("someone-" + ++persons);
  }

  private static void assertApplied(Answer answer) {
    answer.expect(200);
    assertEquals("applied", answer.text("status"));
    assertEquals(LONG, answer.header("Preference-Applied"));
  }

  @Test
  void whoWaitsIsToldTheOutcomeOnANodeThatDoesNotRecordToo() {
    for (Node node : List.of(a, intakeOnly)) {
      Awake.undisturbed(() -> {
        Device device = someone(node);
        Answer told = soon(() -> device.file(KEY, 0, Lists.ONE, PREFER, LONG));
        assertApplied(told);
        assertEquals(device.filing(told.id()).text("recordedAt"), told.text("recordedAt"));
      });
    }
  }

  @Test
  void aRepeatOfARecordedFilingIsToldTheOutcomeAtOnce() {
    Device binh = a.of("binh");
    Answer first = Again.untilTold(() -> binh.file(KEY, 0, Lists.ONE, PREFER, LONG)).expect(200);
    for (Node node : List.of(a, intakeOnly)) {
      Answer again = soon(() -> binh.at(node).file(KEY, 0, Lists.ONE, PREFER, LONG));
      assertApplied(again);
      assertEquals(first.body(), again.body());
    }
  }

  @Test
  void twoCopiesOfOneRequestAtTheSameInstantAreBothToldTheOutcome() {
    Awake.undisturbed(() -> {
      Device chi = someone(a);
      var copies =
          Stream.generate(() -> chi.sendFiling(KEY, 0, Lists.ONE, PREFER, LONG)).limit(4).toList();
      copies.forEach(copy -> assertApplied(soon(copy::join)));
    });
  }

  @Test
  void whoIsRefusedDoesNotWait() {
    Device dung = a.of("dung");
    dung.file(KEY, 0, Lists.ONE).expect(202);
    soon(() -> dung.file("key-00000002", 0, Lists.ONE, PREFER, LONG)).expect(412);
    soon(() -> dung.file(KEY, 0, Lists.OTHER, PREFER, LONG)).expect(422);
  }

  @Test
  void aPreferenceThatIsNoWaitIsIgnored() {
    for (String prefer : List.of("wait=0", "wait", "wait=-1", "respond-async", "await=5", "")) {
      a.of("em-" + prefer.hashCode()).file(KEY, 0, Lists.ONE, PREFER, prefer).expect(202);
    }
    Device em = a.of("em");
    assertEquals(
        "applied",
        Again.untilTold(() -> em.file(KEY, 0, Lists.ONE, PREFER, "respond-async, wait=5"))
            .text("status"));
  }

  @Test
  void nobodyIsMadeToWaitWhileTheQueueIsOld() {
    Stack.POSTGRES.pause();
    try {
      for (Node node : List.of(a, intakeOnly)) {
        node.of("giang-" + node.port()).file(KEY, 0, Lists.ONE).expect(202);
      }
      Stack.sleep(3_500);
      for (Node node : List.of(a, intakeOnly)) {
        Answer answer =
            soon(() -> node.of("ha-" + node.port()).file(KEY, 0, Lists.ONE, PREFER, LONG));
        answer.expect(202);
        assertEquals("", answer.header("Preference-Applied"));
      }
    } finally {
      Stack.POSTGRES.resume();
    }
    for (Node node : List.of(a, intakeOnly)) {
      Device device = node.of("khoa-" + node.port());
      Stack.eventually("one may wait again", () -> isToldInTheEnd(device));
    }
  }

  private static boolean isToldInTheEnd(Device device) {
    long version = device.current().version();
    Answer answer = device.file("after-the-pause-" + version, version, Lists.ONE, PREFER, LONG);
    return answer.status() == 200;
  }
}
