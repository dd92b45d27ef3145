package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A repeated request is the same filing; the same key with another body is none. */
class RepeatIT {
  private static final int RACES = 300;
  private static final int AT_ONCE = 25;
  private static final String KEY = "key-00000001";

  private static Stack stack;
  private static Node a;
  private static Node b;

  @BeforeAll
  static void start() {
    stack = new Stack("repeat_it");
    a = stack.node();
    b = stack.node();
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static void assertSame(Answer first, Answer again) {
    assertEquals(202, again.status(), again.body());
    assertEquals(first.body(), again.body());
    assertEquals(first.header("ETag"), again.header("ETag"));
    assertEquals(first.header("Location"), again.header("Location"));
  }

  @Test
  void aRepeatIsAnsweredByteForByteAsTheFirstTimeOnEveryNode() {
    Device anna = a.of("anna");
    Answer first = anna.file(KEY, 0, Lists.ONE).expect(202);
    assertSame(first, anna.file(KEY, 0, Lists.ONE));
    assertSame(first, anna.at(b).file(KEY, 0, Lists.ONE));
    // The same list in other words, and by a device that has read the new version meanwhile.
    String spaced = Lists.ONE.replace(":", " : ");
    assertSame(first, anna.at(b).file(KEY, first.version(), spaced));
    Stack.eventually("recorded", () -> anna.current().text("status").equals("recorded"));
    assertSame(first, anna.file(KEY, 0, Lists.ONE));
    assertEquals(1, journaled("anna"));
  }

  @Test
  void aRepeatIsAnsweredAlikeAfterLaterFilingsAndAfterTheNodesWereStartedAgain() {
    Device binh = a.of("binh");
    Answer first = binh.file(KEY, 0, Lists.ONE).expect(202);
    Answer second = binh.file("key-00000002", first.version(), Lists.OTHER).expect(202);
    stack.stop(a);
    a = stack.node();
    assertSame(first, binh.at(a).file(KEY, 0, Lists.ONE));
    assertSame(second, binh.at(a).file("key-00000002", first.version(), Lists.OTHER));
    assertEquals(second.version(), binh.at(a).current().version());
  }

  @Test
  void aRepeatIsAnsweredAlikeAfterTheClose() {
    Device chi = a.of("chi");
    Answer first = chi.file(KEY, 0, Lists.ONE).expect(202);
    stack.moveWindow(-3600, -30);
    try {
      chi.file("key-00000002", first.version(), Lists.ONE).expect(409, "window-closed");
      assertSame(first, chi.file(KEY, 0, Lists.ONE));
      assertSame(first, chi.at(b).file(KEY, 0, Lists.ONE));
      chi.at(b).file(KEY, 0, Lists.OTHER).expect(422, "key-reused");
      stack.moveWindow(3600, 7200);
      assertSame(first, chi.at(b).file(KEY, 0, Lists.ONE));
    } finally {
      stack.openWindow();
    }
  }

  @Test
  void oneKeyBelongsToOneCandidate() {
    Answer one = a.of("dung").file(KEY, 0, Lists.ONE).expect(202);
    Answer other = a.of("dao").file(KEY, 0, Lists.ONE).expect(202);
    assertNotEquals(one.id(), other.id());
    a.of("dao").filing(one.id()).expect(404, "filing-unknown");
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefusedOnEveryNode() {
    Device em = a.of("em");
    em.file(KEY, 0, Lists.ONE).expect(202);
    em.file(KEY, 0, Lists.OTHER).expect(422, "key-reused");
    em.at(b).file(KEY, 0, Lists.OTHER).expect(422, "key-reused");
  }

  /**
   * Found by trying 23 million lists: the digests of both begin with the six bytes that stand in a
   * filing's id. The answer's MAC would prove that the other list was taken.
   */
  @Test
  void twoBodiesWhoseDigestsBeginAlikeAreTwoBodies() {
    String one = Lists.of("DDU/7220210", "DTS/7140231", "CCM/7210404");
    String other = Lists.of("DTB/7380101", "DTB/7340301", "MDA/7580212");
    Device giang = a.of("giang");
    Answer first = giang.file(KEY, 0, one).expect(202);
    giang.at(b).file(KEY, 0, other).expect(422, "key-reused");
    assertSame(first, giang.at(b).file(KEY, 0, one));
  }

  @Test
  void ofTwoBodiesWithOneKeyAtTheSameInstantExactlyOneIsTaken() {
    Random random = Seeds.random(getClass());
    for (int from = 0; from < RACES; from += AT_ONCE) {
      List<Race> races = new ArrayList<>();
      for (int i = from; i < from + AT_ONCE; i++) {
        races.add(Race.run("race-" + i, random.nextBoolean()));
      }
      races.forEach(Race::judge);
    }
    Stack.eventually(
        "all recorded",
        () ->
            stack.count("SELECT count(*) FROM filing_journal WHERE source = '127.0.0.1'")
                == stack.count("SELECT count(DISTINCT filing_id) FROM filing_journal"));
  }

  /** The same key with two bodies, sent to two nodes without waiting for an answer. */
  private record Race(
      Device device,
      java.util.concurrent.CompletableFuture<Answer> one,
      java.util.concurrent.CompletableFuture<Answer> other) {

    static Race run(String candidate, boolean swapped) {
      Device device = a.of(candidate);
      Device elsewhere = device.at(b);
      return new Race(
          device,
          (swapped ? elsewhere : device).sendFiling(KEY, 0, Lists.ONE),
          (swapped ? device : elsewhere).sendFiling(KEY, 0, Lists.OTHER));
    }

    void judge() {
      boolean oneWon = one.join().status() == 202;
      Answer won = (oneWon ? one : other).join().expect(202);
      (oneWon ? other : one).join().expect(422, "key-reused");
      assertSame(won, device.file(KEY, 0, oneWon ? Lists.ONE : Lists.OTHER));
      Stack.eventually("recorded", () -> device.current().text("status").equals("recorded"));
      assertEquals(won.id(), device.current().text("filingId"));
      device.file(KEY, 0, oneWon ? Lists.OTHER : Lists.ONE).expect(422, "key-reused");
    }
  }

  private static long journaled(String subject) {
    return stack.count(
        "SELECT count(*) FROM filing_journal WHERE candidate_id = '%s'"
            .formatted(stack.candidate(subject)));
  }
}
