package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.baodanh.registration.TokenAttacks.Attack;

/** Only a good token of the portal opens what is personal, and nothing else leaves a trace. */
class TokenAttacksIT {
  private static final String SUBJECT = "anna-of-the-tokens";
  private static final ContractAnswers ANSWERS = new ContractAnswers(PublishedContract.load());
  private static final List<Operation> SECURED =
      Operation.all(PublishedContract.load()).stream().filter(Operation::isSecured).toList();

  private static Stack stack;
  private static Node node;
  private Traces before;

  @BeforeAll
  static void start() {
    stack = new Stack("token_attacks_it");
    node = stack.node();
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @BeforeEach
  void lookAtTraces() {
    before = Traces.of(stack);
  }

  @AfterEach
  void nothingWasLeft() {
    assertEquals(before, Traces.of(stack));
  }

  @TestFactory
  Stream<DynamicTest> noAttackOpensAnything() {
    Random random = Seeds.random(getClass());
    List<Attack> attacks = TokenAttacks.on(stack.portal, SUBJECT, random);
    System.out.println(attacks.size() + " attacks on " + SECURED.size() + " operations");
    return SECURED.stream()
        .map(
            operation -> DynamicTest.dynamicTest(operation.id(), () -> attack(operation, attacks)));
  }

  private static void attack(Operation operation, List<Attack> attacks) {
    try (Wire wire = new Wire(node.port())) {
      for (Attack attack : attacks) {
        Reply reply = wire.send(attack.onto().apply(request(operation)));
        assertEquals(401, reply.status(), () -> attack.name() + " " + reply);
        assertEquals(attack.code(), reply.code(), attack::name);
        assertEquals("Bearer", reply.header("WWW-Authenticate"), attack::name);
        assertEquals(Set.of(), ANSWERS.undeclared(operation, reply.expectProblem()), attack::name);
      }
    }
  }

  /** A request that only lacks its token. */
  private static Call request(Operation operation) {
    Call call = operation.example(UUID.randomUUID().toString());
    return operation.id().equals("putPreferences")
        ? call.replacing("Idempotency-Key", UUID.randomUUID().toString()).with("If-Match", "\"0\"")
        : call;
  }

  @Test
  void aTokenBeyondTheHeadersBoundIsRefusedBeforeItIsRead() {
    for (Operation operation : SECURED) {
      try (Wire wire = new Wire(node.port())) {
        wire.send(request(operation).with("Authorization", "Bearer " + "x".repeat(13_000)))
            .expect(431, "headers-too-large");
      }
    }
  }

  @Test
  void theSchemeMayBeWrittenInAnyCase() {
    try (Wire wire = new Wire(node.port())) {
      for (String scheme : List.of("Bearer ", "bearer ", "BEARER ", "bEaReR   ")) {
        wire.send(
                Call.get("/v1/me/preferences")
                    .with("Authorization", scheme + stack.portal.token(SUBJECT)))
            .expect(200);
      }
    }
  }

  @Test
  void unknownKeysDoNotMakeTheServiceAskThePortalAgainAndAgain() {
    int before = stack.portal.timesAsked();
    long begun = System.nanoTime();
    try (Wire wire = new Wire(node.port())) {
      for (int i = 0; i < 200; i++) {
        String token =
            stack.portal.sign(stack.portal.claims(SUBJECT).header().keyId("unknown-" + i).and());
        wire.send(Call.get("/v1/me/preferences").with("Authorization", "Bearer " + token))
            .expect(401, "token-unknown-key");
      }
    }
    long most = 1 + (System.nanoTime() - begun) / 5_000_000_000L;
    int asked = stack.portal.timesAsked() - before;
    assertTrue(asked <= most, "the portal was asked " + asked + " times");
  }

  @Test
  void aNewKeyOfThePortalIsTakenWithoutARestartAndTheOldOneNoMore() {
    String old = stack.portal.token(SUBJECT);
    assertEquals(200, currentBy(old).status());
    stack.portal.rotate(TestPortal.Key.generate("k2"));
    String young = stack.portal.token(SUBJECT);
    assertEquals(200, currentBy(old).status(), "nobody has brought the new key yet");
    Stack.eventually("the new key is taken", () -> currentBy(young).status() == 200);
    currentBy(old).expect(401, "token-unknown-key");
    byte[] list = Lists.ONE.getBytes(UTF_8);
    try (Wire wire = new Wire(node.port())) {
      wire.send(Call.filing(old, "key-00000001", 0, list)).expect(401, "token-unknown-key");
    }
  }

  private static Reply currentBy(String token) {
    try (Wire wire = new Wire(node.port())) {
      return wire.send(Call.get("/v1/me/preferences").with("Authorization", "Bearer " + token));
    }
  }
}
