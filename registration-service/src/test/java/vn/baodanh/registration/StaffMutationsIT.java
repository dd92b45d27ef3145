package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.Shareable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Staff who may do everything send what was done something to, to every operation that has a JSON
 * body: what is refused says why and leaves no trace, what is done is audited, and nothing is the
 * service's own fault.
 */
class StaffMutationsIT {
  private static final int COUNT = Boolean.getBoolean("full") ? 20_000 : 2_000;
  private static final JsonObject CONTRACT = PublishedContract.load();
  private static final ContractAnswers ANSWERS = new ContractAnswers(CONTRACT);
  private static final List<Operation> OPERATIONS =
      Operation.all(CONTRACT).stream()
          .filter(operation -> !operation.roles().isEmpty() && hasJsonBody(operation))
          .toList();

  /** What staff's requests make; each of these rows has one in the audit. */
  private static final String ROWS =
      "SELECT (SELECT count(*) FROM staff_grant) + (SELECT count(*) FROM proposal)";

  private static final List<Object> ODD =
      Arrays.asList(
          null,
          true,
          -1,
          0.5,
          Long.MAX_VALUE,
          1e300,
          "",
          " ",
          "\u0000",
          "\uFFFF",
          "Đ\u0323",
          "x".repeat(5_000),
          "2026-13-45T99:00:00Z",
          "0000-01-01T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "' OR 1=1 --",
          "00000000-0000-0000-0000-000000000000",
          new JsonArray(),
          new JsonObject(),
          new JsonArray().add(new JsonArray().add(new JsonArray())),
          new JsonObject().put("__proto__", new JsonObject()));

  private static Stack stack;
  private static Node node;
  private static String token;

  @BeforeAll
  static void start() {
    stack = new Stack("staff_mutations_it");
    node = stack.node();
    stack.grantEverything("anna");
    Device anna = node.of("anna");
    token = anna.token();
    Stack.eventually("anna is staff", () -> anna.get("/v1/operations/proposals").status() == 200);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static boolean hasJsonBody(Operation operation) {
    JsonObject body = operation.description().getJsonObject("requestBody");
    return body != null && body.getJsonObject("content").containsKey("application/json");
  }

  @Test
  void whatIsRefusedLeavesNothingAndWhatIsDoneIsAudited() {
    var random = new SplittableRandom(Seeds.random(getClass()).nextLong());
    Map<String, Integer> seen = new TreeMap<>();
    long rows = stack.count(ROWS);
    long audited = stack.count("SELECT count(*) FROM audit");
    long done = 0;
    try (Wire wire = new Wire(node.port())) {
      for (int i = 0; i < COUNT; i++) {
        Operation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        Call call = mutated(operation, random);
        Reply reply = wire.send(call);
        seen.merge(operation.id() + " " + reply.status(), 1, Integer::sum);
        judge(operation, call, reply);
        done += reply.status() < 300 ? 1 : 0;
      }
    }
    System.out.printf("%d requests of staff: %s%n", COUNT, seen);
    long made = stack.count(ROWS) - rows;
    assertTrue(made <= done, made + " rows by " + done + " requests");
    assertTrue(
        stack.count("SELECT count(*) FROM audit") - audited >= made, "each made row is audited");
    for (Operation operation : OPERATIONS) {
      assertTrue(
          seen.keySet().stream().anyMatch(key -> key.matches(operation.id() + " 4\\d\\d")),
          operation.id() + " refused nothing: " + seen);
    }
  }

  private static void judge(Operation operation, Call call, Reply reply) {
    String both = operation.id() + " " + call + "\n" + reply;
    assertTrue(reply.status() < 500, both);
    if (reply.status() >= 400) {
      reply.expectProblem();
    }
    assertEquals(Set.of(), ANSWERS.undeclared(operation, reply), both);
  }

  private static Call mutated(Operation operation, SplittableRandom random) {
    Call call = operation.example(UUID.randomUUID().toString());
    if (call.has("Idempotency-Key")) {
      call = call.replacing("Idempotency-Key", UUID.randomUUID().toString());
    }
    return call.with("Authorization", "Bearer " + token).withBody(mutated(call.body(), random));
  }

  private static byte[] mutated(byte[] body, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return disturbed(body, random);
    }
    JsonObject json = new JsonObject(Buffer.buffer(body));
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      change(json, random);
    }
    return json.encode().getBytes(UTF_8);
  }

  private static byte[] disturbed(byte[] body, SplittableRandom random) {
    byte[] bytes = Arrays.copyOf(body, Math.max(1, body.length - random.nextInt(3)));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** Somewhere in it: left out, put in, or something else in its place. */
  private static void change(JsonObject json, SplittableRandom random) {
    List<String> names = List.copyOf(json.fieldNames());
    if (names.isEmpty() || random.nextInt(8) == 0) {
      json.put("unknown" + random.nextInt(3), odd(random));
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    if (json.getValue(name) instanceof JsonObject inner && random.nextBoolean()) {
      change(inner, random);
    } else if (random.nextInt(3) == 0) {
      json.remove(name);
    } else {
      json.put(name, odd(random));
    }
  }

  /**
   * A value of its own: what holds others may be changed next, and must not come to hold itself.
   */
  private static Object odd(SplittableRandom random) {
    Object value = ODD.get(random.nextInt(ODD.size()));
    return value instanceof Shareable own ? own.copy() : value;
  }
}
