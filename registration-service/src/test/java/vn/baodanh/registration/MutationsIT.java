package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.FilingOracle.Verdict;
import vn.baodanh.registration.RequestMutations.Mutant;

/**
 * Whatever is sent: what is valid is taken, what is not is refused with a problem document and
 * leaves no trace, no connection hangs, and nothing is the service's own fault.
 */
class MutationsIT {
  private static final boolean FULL = Boolean.getBoolean("full");
  private static final int FILINGS = FULL ? 100_000 : 10_000;
  private static final int RAW = FULL ? 6_000 : 600;
  private static final int CONNECTIONS = 4;
  private static final int RAW_CONNECTIONS = 20;

  private static final ContractAnswers ANSWERS = new ContractAnswers(PublishedContract.load());
  private static final Operation FILE = Operation.named("putPreferences");

  /** Codes of answers to what never was a request of an operation. */
  private static final Set<String> NO_OPERATION =
      Set.of("not-found", "method-not-allowed", "not-http", "line-too-long", "headers-too-large");

  private static Stack stack;
  private static Node node;
  private static Map<String, String> programmes;

  /** Those that can stand in a JSON string as they are. */
  private static List<String> references;

  @BeforeAll
  static void start() {
    stack = new Stack("mutations_it");
    node = stack.node();
    stack.openWindow();
    programmes = FilingOracle.fieldsByProgramme(node.port());
    references =
        programmes.keySet().stream()
            .filter(reference -> reference.matches("[A-Z0-9a-z./_-]+"))
            .toList();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void aMutatedFilingIsTakenIfItIsStillValidAndElseRefused() {
    long seed = Seeds.random(getClass()).nextLong();
    Traces before = settled();
    long begun = System.nanoTime();
    Tally tally = new Tally();
    List<Runnable> workers =
        IntStream.range(0, CONNECTIONS)
            .<Runnable>mapToObj(i ->
                () -> new Sender("sender-" + i, seed + i, tally).sendAll(FILINGS / CONNECTIONS))
            .toList();
    together(workers);
    System.out.printf(
        "%d mutated filings in %.1f s: %s%n", FILINGS, (System.nanoTime() - begun) / 1e9, tally);
    expectTraces(before, tally.taken());
  }

  /** One person on one connection. */
  private static final class Sender {
    private final FilingOracle oracle;
    private final RequestMutations mutations;
    private final Tally tally;
    private long version;

    Sender(String subject, long seed, Tally tally) {
      String token = stack.portal.token(subject);
      this.oracle = new FilingOracle(token, programmes);
      this.mutations = new RequestMutations(seed, references, token);
      this.tally = tally;
    }

    void sendAll(int count) {
      try (Wire wire = new Wire(node.port())) {
        for (int i = 0; i < count; i++) {
          Mutant mutant = mutations.next(version);
          Verdict verdict = oracle.judge(mutant.call(), version);
          judge(mutant, verdict, send(wire, mutant.call()));
        }
      }
    }

    /** Again where it says that it could not make sure of the outcome in time. */
    private static Reply send(Wire wire, Call call) {
      return Again.ask(() -> wire.send(call), Sender::mayBeTaken);
    }

    private static boolean mayBeTaken(Reply reply) {
      return reply.status() == 503 && reply.code().equals("unavailable");
    }

    private void judge(Mutant mutant, Verdict verdict, Reply reply) {
      boolean taken = reply.status() == 202 || reply.status() == 200 && mutant.call().has("Prefer");
      assertTrue(
          switch (verdict) {
            case TAKEN -> taken;
            case REFUSED -> !taken;
            case EITHER -> true;
          },
          () -> verdict + " " + mutant.kind() + "\n" + mutant.call() + "\n" + reply);
      if (taken) {
        tally.countTaken(mutant.kind() + "+");
        version = Long.parseLong(reply.json().getString("version"));
      } else {
        tally.count(mutant.kind() + "-");
        expectRefusal(mutant.call(), reply);
        if (!NO_OPERATION.contains(reply.code())) {
          assertEquals(
              Set.of(), ANSWERS.undeclared(FILE, reply), () -> mutant.call() + "\n" + reply);
        }
      }
    }
  }

  private static void expectRefusal(Object sent, Reply reply) {
    assertTrue(reply.status() >= 400 && reply.status() < 500, () -> sent + "\n" + reply);
    try {
      reply.expectProblem();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(sent + "\n" + reply, e);
    }
  }

  @Test
  void whateverTheSocketGetsIsAnsweredOrClosed() {
    long seed = Seeds.random(getClass()).nextLong();
    Traces before = settled();
    long begun = System.nanoTime();
    Tally tally = new Tally();
    LongAdder unanswered = new LongAdder();
    together(
        IntStream.range(0, RAW_CONNECTIONS)
            .<Runnable>mapToObj(i -> () -> sendRaw("raw-sender-" + i, seed + i, tally, unanswered))
            .toList());
    System.out.printf(
        "%d raw requests in %.1f s: %s%n", RAW, (System.nanoTime() - begun) / 1e9, tally);
    long rows = settled().rows() - before.rows();
    assertTrue(
        rows >= tally.taken() && rows <= tally.taken() + unanswered.intValue(),
        () -> rows + " rows; " + tally + ", perhaps " + unanswered + " more");
  }

  private static void sendRaw(String subject, long seed, Tally tally, LongAdder unanswered) {
    String token = stack.portal.token(subject);
    FilingOracle oracle = new FilingOracle(token, programmes);
    RawMutations mutations = new RawMutations(seed, token, references);
    for (int i = 0; i < RAW / RAW_CONNECTIONS; i++) {
      long version = node.of(subject).current().version();
      byte[] raw = mutations.next(version);
      String shown = new String(raw, UTF_8);
      Verdict verdict =
          Call.parse(raw).map(call -> oracle.judge(call, version)).orElse(Verdict.REFUSED);
      List<Reply> replies = Wire.sendOnly(node.port(), raw);
      if (replies.isEmpty() && verdict != Verdict.REFUSED) {
        unanswered.increment(); // whoever does not wait may have filed all the same
      }
      tally.count(replies.isEmpty() ? "closed" : "answered");
      for (Reply reply : replies) {
        if (reply.isUnsure()) {
          tally.count("unsure");
        } else if (reply.status() == 202) {
          tally.countTaken("taken");
          assertFalse(verdict == Verdict.REFUSED, () -> shown + "\n" + reply);
        } else {
          expectRefusal(shown, reply);
        }
      }
    }
  }

  @Test
  void whoForgetsTheRestOfTheBodyIsToldSo() {
    Traces before = settled();
    String token = stack.portal.token("forgetful");
    List<Runnable> forgetful = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Call call = Call.filing(token, "key-0000000" + i, 0, Lists.ONE.getBytes(UTF_8));
      int missing = 1 + i * i * i * 100;
      forgetful.add(() -> {
        byte[] raw = call.with("Content-Length", "" + (call.body().length + missing)).bytes();
        List<Reply> replies = Wire.sendAndWait(node.port(), raw);
        assertEquals(1, replies.size());
        replies.getFirst().expect(408, "body-too-slow");
      });
    }
    together(forgetful);
    expectTraces(before, 0);
  }

  private static void together(List<Runnable> work) {
    try (var threads = Executors.newFixedThreadPool(work.size())) {
      CompletableFuture.allOf(
              work.stream()
                  .map(one -> CompletableFuture.runAsync(one, threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }

  /** Once everything that is in the queue is recorded. */
  private static Traces settled() {
    Stack.eventually("recorded", () -> Traces.areComplete(stack));
    return Traces.of(stack);
  }

  /** Each that was taken is recorded, and is in the queue unless it was recorded directly. */
  private static void expectTraces(Traces before, long taken) {
    Traces after = settled();
    assertEquals(taken, after.rows() - before.rows(), "rows");
    long direct = after.direct() - before.direct();
    long entries = after.entries() - before.entries();
    assertTrue(
        entries <= taken && entries >= taken - direct,
        () -> entries + " entries of " + taken + " taken, " + direct + " of them directly");
  }
}
