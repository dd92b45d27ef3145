package vn.baodanh.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.baodanh.payment.Mutations.Mutant;

/**
 * Whatever is sent to any operation: it is refused with a problem document, or by the platform's
 * own code, and leaves no row; nothing is the service's own fault.
 */
class MutationsIT {
  private static final int COUNT = Boolean.getBoolean("full") ? 100_000 : 10_000;
  private static final int SENDERS = 4;
  private static final String EVERYBODY =
      Caller.token("everybody", "registration", "finance", "finance-approver", "auditor");

  /** Problems of what never was a request of an operation. */
  private static final Set<String> NO_OPERATION = Set.of("not-found", "method-not-allowed");

  /** Tables that nothing of this may touch, but for what was made with 201. */
  private static final List<String> TABLES =
      List.of("bill", "attempt", "refund", "ledger_entry", "difference", "notification", "receipt");

  private static final String BILL = UUID.randomUUID().toString();
  private static final String SETTLED = UUID.randomUUID().toString();
  private static final String REFUND = UUID.randomUUID().toString();

  private static Stack stack;
  private static Node node;
  private static JsonObject momo;
  private static String vnpay;

  private final Map<String, Integer> made = new ConcurrentHashMap<>();
  private final Map<String, Integer> seen = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() {
    stack = new Stack("mutations_it");
    node =
        stack.node(
            "VNPAY_API_URL", "http://127.0.0.1:1/nobody", "MOMO_API_URL", "http://127.0.0.1:1");
    node.post("/v1/bills", Bodies.bill(UUID.fromString(BILL), UUID.randomUUID(), "BKA", 30_000))
        .expect(201);
    node.post("/v1/bills", Bodies.bill(UUID.fromString(SETTLED), UUID.randomUUID(), "BKA", 30_000))
        .expect(201);
    String reference = node.attempt(UUID.fromString(SETTLED), "key-00000001").text("reference");
    node.ask(VnpaySays.paid(reference, 30_000, "14000001")).join().expect(200);
    JsonObject refund =
        new JsonObject()
            .put("id", REFUND)
            .put("reference", reference)
            .put("amount", 30_000)
            .put("reason", "list-changed")
            .put(
                "lines",
                Bodies.bill(UUID.randomUUID(), UUID.randomUUID(), "BKA", 30_000)
                    .getJsonArray("lines"));
    node.post("/v1/refunds", refund).expect(201);
    node.sendPost(
            EVERYBODY, "/v1/refunds/" + REFUND + "/dismissal", new JsonObject().put("note", "test"))
        .join()
        .expect(200);
    node.get("/v1/bills/" + SETTLED + "/receipt").expect(200);
    String open = node.attempt(UUID.fromString(BILL), "key-00000001").text("reference");
    vnpay = VnpaySays.paid(open, 30_000, "14000002");
    momo = MomoSays.paid(open, 30_000, 24_000_002);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void whatIsNotAsTheContractSaysIsRefusedAndLeavesNoRow() {
    long seed = Long.getLong("seed", new Random().nextInt(1_000_000));
    System.out.println("MutationsIT: -Dseed=" + seed);
    List<Operation> operations =
        Operation.all().stream()
            .filter(one -> !one.path().startsWith("/v1/platforms/"))
            .filter(one -> !one.id().equals("uploadFile")) // its body is no JSON: SettlementIT
            .toList();
    Map<String, Long> before = rows();
    long begun = System.nanoTime();
    IntStream.range(0, SENDERS)
        .parallel()
        .forEach(i -> {
          Mutations mutations =
              new Mutations(
                  seed + i,
                  "http://127.0.0.1:" + node.port(),
                  EVERYBODY,
                  operations,
                  MutationsIT::id);
          for (int sent = 0; sent < COUNT / SENDERS; sent++) {
            Mutant mutant = mutations.next();
            judge(mutant, Node.send(mutant.request()).join());
          }
        });
    System.out.printf(
        "%d mutations in %.1f s: %s%n",
        COUNT, (System.nanoTime() - begun) / 1e9, new TreeMap<>(seen));
    made.forEach((table, count) -> before.merge(table, (long) count, Long::sum));
    assertEquals(before, rows());
  }

  private static String id(Operation operation) {
    return operation.path().startsWith("/v1/refunds")
        ? REFUND
        : operation.id().equals("getReceipt") ? SETTLED : BILL;
  }

  private void judge(Mutant mutant, Answer answer) {
    seen.merge(answer.status() + "", 1, Integer::sum);
    String both = mutant + "\n" + answer.status() + " " + answer.body();
    if (answer.status() < 400) {
      assertTrue(!mutant.isBroken(), both);
      if (answer.status() == 201) {
        made.merge(table(mutant.operation().id()), 1, Integer::sum);
      }
      return;
    }
    assertTrue(answer.status() < 500 || isAway(answer), both);
    assertEquals("application/problem+json", answer.header("Content-Type"), both);
    String code = answer.text("code");
    if (!NO_OPERATION.contains(code)) {
      JsonObject described =
          mutant
              .operation()
              .response(answer.status())
              .orElseThrow(() -> new AssertionError("not declared: " + both));
      assertTrue(described.getString("description").contains("`" + code + "`"), both);
    }
  }

  /**
   * No platform answers here: whoever wants to be sent to MoMo is told so, and the attempt is made.
   */
  private boolean isAway(Answer answer) {
    boolean away = answer.status() == 503 && answer.text("code").equals("platform-away");
    if (away) {
      made.merge("attempt", 1, Integer::sum);
    }
    return away;
  }

  private static String table(String operation) {
    return switch (operation) {
      case "createBill" -> "bill";
      case "startAttempt" -> "attempt";
      case "openRefund" -> "refund";
      default -> throw new AssertionError(operation + " made something");
    };
  }

  private static Map<String, Long> rows() {
    Map<String, Long> rows = new TreeMap<>();
    TABLES.forEach(table -> rows.put(table, stack.count("SELECT count(*) FROM " + table)));
    return rows;
  }

  @Test
  void whatNoPlatformSignedIsAnsweredByItsOwnCodeAndLeavesNoRow() {
    Random random = new Random(Long.getLong("seed", new Random().nextInt(1_000_000)));
    Map<String, Long> before = rows();
    for (int i = 0; i < COUNT / 20; i++) {
      String query = changedQuery(random);
      assertEquals(
          "97",
          node.ask("/v1/platforms/vnpay/ipn?" + query).join().expect(200).text("RspCode"),
          query);
      Answer back = node.ask("/v1/platforms/vnpay/return?" + query).join().expect(303);
      assertTrue(back.header("Location").endsWith("?shown=unknown"), query);
      byte[] body = changedBody(random);
      String shown = new String(body, UTF_8);
      assertEquals(400, momo(body).status(), shown);
    }
    assertEquals(before, rows());
    assertTrue(stack.count("SELECT count(*) FROM forged_notification") <= 1_000);
  }

  /** One field of VNPAY's is missing, longer, shorter, there twice, or under another name. */
  private static String changedQuery(Random random) {
    List<String> fields =
        new ArrayList<>(List.of(vnpay.substring(vnpay.indexOf('?') + 1).split("&")));
    int place = random.nextInt(fields.size());
    String field = fields.remove(place);
    switch (random.nextInt(5)) {
      case 0 -> {}
      case 1 -> fields.add(field + "0Aa+9".charAt(random.nextInt(5)));
      case 2 -> fields.add(field.substring(0, field.length() - 1));
      case 3 -> fields.addAll(List.of(field, field));
      default -> fields.add("vnp_" + field);
    }
    return String.join("&", fields);
  }

  /** One bit of MoMo's is another; not in the signature, whose letters may be large or small. */
  private static byte[] changedBody(Random random) {
    byte[] body = momo.encode().getBytes(UTF_8);
    int end = momo.encode().indexOf("\"signature\"");
    body[random.nextInt(end)] ^= (byte) (1 << random.nextInt(8));
    return body;
  }

  private static Answer momo(byte[] body) {
    return Node.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + MomoSays.PATH))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)))
        .join();
  }
}
