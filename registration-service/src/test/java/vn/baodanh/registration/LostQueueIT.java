package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that lost what it had kept is not filled again before someone has looked. */
class LostQueueIT {
  /** Many times what comes before a node finds out. */
  private static final int MOST_TAKEN = 50_000;

  private static final String KEY = "key-00000001";
  private static int persons;

  @TempDir Path copy;
  private static Stack stack;
  private Node a;
  private Node intakeOnly;

  @BeforeAll
  static void startStores() {
    stack = new Stack("lost_queue_it");
  }

  @AfterAll
  static void stopStores() {
    stack.close();
  }

  @BeforeEach
  void start() {
    startNodes();
    stack.openWindow();
    fileAndRecord();
  }

  private void startNodes() {
    a = stack.node();
    intakeOnly = stack.node("ROLES", "intake");
  }

  /** What the README tells an operator to do once the loss is understood. */
  @AfterEach
  void beginNewQueue() {
    stack.stopNodes();
    stack.execute("UPDATE installation SET redis_epoch = NULL");
  }

  private static Device someone(Node node) {
    return node.of("person-" + ++persons);
  }

  private void fileAndRecord() {
    Device device = someone(a);
    device.file(KEY, 0, Lists.ONE).expect(202);
    Stack.eventually("recorded", () -> device.current().text("status").equals("recorded"));
  }

  private static long journaled() {
    return stack.count("SELECT count(*) FROM filing_journal");
  }

  private void assertNothingIsTaken() {
    for (Node node : List.of(a, intakeOnly)) {
      Stack.eventually(
          "it says so in readiness", () -> node.readiness().body().contains("\"queue\":"));
      Answer readiness = node.readiness().expect(503);
      String fault = readiness.json().getJsonObject("faults").getString("queue");
      assertTrue(fault.contains("Redis"), fault);
      Answer refused = someone(node).file(KEY, 0, Lists.ONE).expect(503, "unavailable");
      assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
    }
  }

  @Test
  void aRedisRestartedEmptyIsNoticedAndOnlyAPersonBeginsANewQueue() {
    Device device = someone(a);
    Answer first =
        Again.untilTold(() -> device.file(KEY, 0, Lists.ONE, "Prefer", "wait=9")).expect(200);
    long before = journaled();
    stack.redis.restartEmpty();
    assertNothingIsTaken();
    assertEquals(before, journaled());
    stack.stopNodes();
    String why = assertThrows(RuntimeException.class, () -> stack.node()).getMessage();
    assertTrue(why.contains("does not hold the queue of this installation"), why);
    beginNewQueue();
    start();
    theRecordStillJudges(device.at(a), first);
  }

  /** The new queue knows neither the key nor the version; the record knows both. */
  private void theRecordStillJudges(Device device, Answer first) {
    device.file(KEY, 0, Lists.ONE).expect(202);
    Answer other = device.file("key-00000002", 0, Lists.OTHER);
    assertTrue(other.status() == 202 || other.status() == 412, other.body());
    Answer next = device.file("key-00000003", device.current().version(), Lists.OTHER).expect(202);
    Stack.eventually("recorded", () -> device.filing(next.id()).text("status").equals("applied"));
    assertEquals(first.text("receivedAt"), device.filing(first.id()).text("receivedAt"));
    assertEquals(next.id(), device.current().text("filingId"));
    if (other.status() == 202) {
      assertEquals("refused", device.filing(other.id()).text("status"));
      assertEquals("stale-version", device.filing(other.id()).text("reason"));
    }
  }

  @Test
  void aRedisEmptiedWhileItRunsIsNoticed() {
    try (var redis = stack.redis()) {
      redis.command().flushall();
    }
    assertNothingIsTaken();
  }

  @Test
  void anOlderCopyIsNoticedWhileFilingsComeInAndAtStartAndNoneThatWasAnsweredIsLost() {
    replaceByOlderCopy();
    List<Answer> taken = fileUntilRefused();
    assertNothingIsTaken();
    stack.stopNodes();
    startNodes();
    assertNothingIsTaken();
    beginNewQueue();
    start();
    stack.awaitRecordedOnce(taken);
  }

  /** Everything is recorded when Redis is replaced; what the copy lacks is in the journal. */
  private void replaceByOlderCopy() {
    stack.redis.stop();
    copyTree(stack.redis.data(), copy);
    stack.redis.restart();
    Stack.eventually("back", () -> someone(a).file(KEY, 0, Lists.ONE).status() == 202);
    for (int i = 0; i < 20; i++) {
      fileAndRecord();
    }
    stack.redis.killHard();
    copyTree(copy, stack.redis.data());
    stack.redis.restart();
  }

  /** Those that were taken before Redis was found out, on either lane. */
  private List<Answer> fileUntilRefused() {
    List<Answer> taken = new ArrayList<>();
    for (Node node : List.of(intakeOnly, a)) {
      for (int i = 0; i < 10 || node.isReady(); i++) {
        assertTrue(i < MOST_TAKEN, "nobody has found out");
        Answer answer = someone(node).file(KEY, 0, Lists.ONE);
        if (answer.status() == 202) {
          taken.add(answer);
        }
      }
    }
    return taken;
  }

  private static void copyTree(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
