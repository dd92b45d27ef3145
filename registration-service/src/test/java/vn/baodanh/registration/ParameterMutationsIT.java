package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.ParameterMutations.Mutant;

/** Reading with odd parameters: refused exactly where the contract does not allow them. */
class ParameterMutationsIT {
  private static final int COUNT = Boolean.getBoolean("full") ? 30_000 : 3_000;

  /** Answers longer than this are not read against their schema each time: it is slow. */
  private static final int SHORT_BYTES = 4_000;

  private static final List<Operation> READS =
      Operation.all(PublishedContract.load()).stream()
          .filter(operation -> operation.method().equals("GET"))
          .toList();
  private static final ContractAnswers ANSWERS = new ContractAnswers(PublishedContract.load());

  private static Stack stack;
  private static Node node;
  private static String filing;
  private static String token;

  @BeforeAll
  static void start() {
    stack = new Stack("parameter_mutations_it");
    node = stack.node();
    stack.openWindow();
    Device anna = node.of("anna");
    filing = anna.file("key-00000001", 0, Lists.ONE).expect(202).id();
    Stack.eventually("recorded", () -> anna.filing(filing).text("status").equals("applied"));
    token = anna.token();
    stack.grantEverything("anna");
    Stack.eventually("anna is staff", () -> anna.get("/v1/operations/proposals").status() == 200);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void whatTheContractAllowsIsAnsweredAndNothingElse() {
    long seed = Seeds.random(getClass()).nextLong();
    List<String> objects =
        List.of(
            filing,
            filing,
            filing.replace('a', 'b'),
            filing.toUpperCase(java.util.Locale.ROOT),
            filing + "0",
            filing.substring(1),
            "00000000-0000-0000-0000-000000000000",
            "x",
            "..",
            "a/b",
            "a b",
            "%",
            "\u0000",
            "Đ",
            "' OR 1=1 --");
    ParameterMutations mutations = new ParameterMutations(seed, READS, objects);
    Map<String, Integer> seen = new TreeMap<>();
    long begun = System.nanoTime();
    try (Wire wire = new Wire(node.port())) {
      for (int i = 0; i < COUNT; i++) {
        Mutant mutant = mutations.next();
        Reply reply = wire.send(mutant.call().with("Authorization", "Bearer " + token));
        seen.merge(mutant.operation().id() + " " + reply.status(), 1, Integer::sum);
        judge(mutant, reply);
      }
      for (int i = 0; i < COUNT / 10; i++) {
        Call call = mutations.malformed().with("Authorization", "Bearer " + token);
        Reply reply = wire.send(call);
        seen.merge("malformed " + reply.status(), 1, Integer::sum);
        assertTrue(reply.status() < 500, () -> call + "\n" + reply);
      }
    }
    System.out.printf("%d reads in %.1f s: %s%n", COUNT, (System.nanoTime() - begun) / 1e9, seen);
  }

  private static void judge(Mutant mutant, Reply reply) {
    String both = mutant.call() + "\n" + reply;
    if (reply.status() >= 400) {
      reply.expectProblem();
    }
    boolean notAnAddress = reply.status() == 404 && reply.code().equals("not-found");
    if (!notAnAddress && reply.body().length <= SHORT_BYTES) {
      assertEquals(Set.of(), ANSWERS.undeclared(mutant.operation(), reply), both);
    }
    if (!mutant.isValid()) {
      assertTrue(reply.status() == 400 || notAnAddress, both);
    } else if (reply.status() == 400) {
      assertTrue(reply.text().contains("unknown-cursor"), both);
    } else {
      assertTrue(Set.of(200, 304, 404).contains(reply.status()), both);
    }
  }
}
