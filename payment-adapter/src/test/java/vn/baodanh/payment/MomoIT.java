package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Payments at MoMo, against the simulator of it and against notifications made by hand. */
class MomoIT {
  private static final String MAKER = Caller.token("maker", "finance");
  private static final String CHECKER = Caller.token("checker", "finance-approver");

  private static Stack stack;
  private static Simulator simulator;
  private static Node node;
  private static long transaction = 24_000_000;

  private final UUID candidate = UUID.randomUUID();
  private final UUID bill = UUID.randomUUID();

  @BeforeAll
  static void start() {
    stack = new Stack("momo_it");
    Duration ahead = ShiftedClock.pastMidnight();
    simulator = new Simulator(1_000, ahead);
    node =
        stack.node(
            simulator.settings(
                "ASK_FIRST_MS", "300",
                "ASK_INTERVAL_MS", "50",
                "ASK_LONGEST_MS", "1000",
                "REFUND_AGAIN_MS", "6000",
                "PLATFORM_TIMEOUT_MS", "5000")); // as long a platform is silent here
    node.clock.shift(ahead);
  }

  @AfterAll
  static void stop() {
    stack.close();
    simulator.close();
  }

  private JsonObject attempt(String key) {
    node.post("/v1/bills", Bodies.bill(bill, candidate, "BKA", 30_000, "QHI", 15_000));
    return start(key).expect(201).json();
  }

  private Answer start(String key, String... more) {
    JsonObject body =
        new JsonObject()
            .put("platform", "momo")
            .put("payerAddress", "203.0.113.7")
            .put("language", "en");
    for (int i = 0; i < more.length; i += 2) {
      body.put(more[i], more[i + 1]);
    }
    return node.post("/v1/bills/" + bill + "/attempts", body, "Idempotency-Key", key);
  }

  @Test
  void aPayerIsSentToThePagePaysAndIsNotified() {
    JsonObject attempt = attempt("key-00000001");
    assertEquals(attempt.getString("address"), start("key-00000001").expect(200).text("address"));
    simulator.atThePage(attempt.getString("address"));
    awaitState(attempt, "succeeded");
    assertEquals("settled", node.get("/v1/bills/" + bill).text("state"));
    assertEquals(
        List.of(
            List.of("payment", "platform:momo", "institution:BKA", "30000"),
            List.of("payment", "platform:momo", "institution:QHI", "15000")),
        ledger(attempt.getString("reference")));
  }

  @Test
  void whatIsPaidAndNeverNotifiedIsFoundByAsking() {
    simulator.always("ipn-lost");
    JsonObject attempt = attempt("key-00000001");
    simulator.always();
    simulator.atThePage(attempt.getString("address"));
    awaitState(attempt, "succeeded");
    assertEquals(2, ledger(attempt.getString("reference")).size());
  }

  @Test
  void whatIsPaidTwiceIsSentBackOnceAlsoWhenMomoIsSilent() {
    JsonObject first = attempt("key-00000001");
    JsonObject second = attempt("key-00000002");
    simulator.atThePage(first.getString("address"));
    awaitState(first, "succeeded");
    simulator.atThePage(second.getString("address"));
    awaitState(second, "succeeded");
    String refund =
        stack
            .rows("SELECT id FROM refund WHERE reference = '" + second.getString("reference") + "'")
            .getFirst()
            .getFirst();
    int before = simulator.refunds();
    simulator.always("refund-done-in-silence");
    step(MAKER, refund, "preparation", new JsonObject().put("amount", 45_000)).expect(200);
    step(CHECKER, refund, "release", new JsonObject()).expect(200);
    Stack.eventually(
        "refunded",
        () -> node.get(CHECKER, "/v1/refunds/" + refund).text("state").equals("refunded"));
    simulator.always();
    assertEquals(before + 1, simulator.refunds());
    assertEquals(
        List.of(
            List.of("payment", "platform:momo", "refunds", "45000"),
            List.of("refund", "refunds", "platform:momo", "45000")),
        ledger(second.getString("reference")));
  }

  private static Answer step(String token, String refund, String step, JsonObject body) {
    return node.sendPost(token, "/v1/refunds/" + refund + "/" + step, body).join();
  }

  @Test
  void nobodyIsSentWhereThePaymentWouldBePossibleForLongerThanItCounts() {
    node.post("/v1/bills", Bodies.bill(bill, candidate, "BKA", 45_000)).expect(201);
    Instant now = node.clock.instant();
    start("key-00000001", "payableUntil", now.plusSeconds(3_600).toString())
        .expect(409, "platform-outlasts");
    start("key-00000001", "payableUntil", now.minusSeconds(1).toString())
        .expect(409, "payment-over");
    Answer made = start("key-00000001", "payableUntil", now.plusSeconds(7_200).toString());
    made.expect(201);
    Instant expires = Instant.parse(made.text("expiresAt"));
    assertTrue(expires.isAfter(now.plusSeconds(5_900)), made::body);
    assertTrue(expires.isBefore(now.plusSeconds(6_100)), made::body);
  }

  @Test
  void aNotificationIsAnsweredWithNothingWhateverItIsAboutAndCountsOnce() {
    String reference = attempt("key-00000001").getString("reference");
    assertEquals(204, ask(signed(reference, 45_000, next(), 1006)));
    assertEquals("failed", state(reference));
    JsonObject paid = MomoSays.paid(reference, 45_000, next());
    for (int i = 0; i < 3; i++) {
      assertEquals(204, ask(paid));
    }
    assertEquals("succeeded", state(reference));
    assertEquals(
        "2026-07-16T03:15:30Z",
        node.get("/v1/bills/" + bill)
            .json()
            .getJsonArray("attempts")
            .getJsonObject(0)
            .getString("paidAt"));
    assertEquals(204, ask(MomoSays.paid(reference, 44_000, next())));
    assertEquals(204, ask(MomoSays.paid("X" + reference, 45_000, next())));
    assertEquals(
        List.of("other-amount", "unknown-reference"),
        stack
            .rows(
                "SELECT kind FROM difference WHERE reference IN ('%1$s', 'X%1$s') ORDER BY id"
                    .formatted(reference))
            .stream()
            .map(List::getFirst)
            .toList());
  }

  @Test
  void whatIsAuthorisedIsInSuspenseAndOtherCodesProveNothing() {
    String reference = attempt("key-00000001").getString("reference");
    long number = next();
    assertEquals(204, ask(signed(reference, 45_000, number, 99)));
    assertEquals(204, ask(signed(reference, 45_000, number, 7000)));
    assertEquals("open", state(reference));
    assertEquals(204, ask(signed(reference, 45_000, number, 9000)));
    assertEquals("suspicious", state(reference));
    assertEquals(204, ask(signed(reference, 45_000, number, 1002)));
    assertEquals("failed", state(reference));
    assertEquals(
        List.of(
            List.of("suspense", "platform:momo", "suspense", "45000"),
            List.of("reversal", "suspense", "platform:momo", "45000")),
        ledger(reference));
  }

  @Test
  void everyFieldThatIsMissingChangedRepeatedReEncodedOrOverLongIsForgedAndChangesNothing() {
    String reference = attempt("key-00000001").getString("reference");
    JsonObject good = MomoSays.paid(reference, 45_000, next());
    String text = good.encode();
    for (String name : good.fieldNames()) {
      Object value = good.getValue(name);
      JsonObject without = good.copy();
      without.remove(name);
      String pair = new JsonObject().put(name, value).encode().replaceAll("^\\{|}$", "");
      String start = "\"" + name + "\":";
      List<String> bad =
          List.of(
              without.encode(),
              good.copy().put(name, value + "1").encode(),
              good.copy().put(name, value + "\0").encode(),
              good.copy().put(name, value + "x".repeat(5_000)).encode(),
              good.copy().putNull(name).encode(),
              good.copy().put(name, List.of(value)).encode(),
              text.replace(pair, pair + "," + pair),
              text.replace(pair, pair + "," + start + "\"\""),
              text.replace(pair, start + (value instanceof Number ? value + ".0" : value)));
      bad.forEach(body -> assertEquals(400, raw(body), name + ": " + body));
    }
    for (String body : List.of("{}", "[]", "null", "\"\"", text + " {}", text.substring(1), "é")) {
      assertEquals(400, raw(body), body);
    }
    assertEquals(413, raw(good.copy().put("more", "x".repeat(20_000)).encode()));
    assertEquals(400, ask(MomoSays.signed(good.copy(), "another secret")));
    assertEquals("open", state(reference));
    assertEquals(List.of(), ledger(reference));
    // The same texts, spelt otherwise in JSON, and members that are not signed.
    String same = text.replace("momo_wallet", "momo\\u005fwallet").replace("45000", "\"45000\"");
    assertEquals(204, raw(same.replaceFirst("\\{", "{ \"userFee\": 0, ")));
    assertEquals("succeeded", state(reference));
  }

  @Test
  void whatIsSignedForAnotherPartnerOrOutOfBoundsIsRefused() {
    String reference = attempt("key-00000001").getString("reference");
    JsonObject other = MomoSays.notice(reference, 45_000, next(), 0).put("partnerCode", "SOMEBODY");
    JsonObject overflow = MomoSays.notice(reference, 45_000, next(), 0);
    overflow.put("amount", "18446744073709596616"); // 45,000 more than 64 bits have
    JsonObject negative = MomoSays.notice(reference, -45_000, next(), 0);
    JsonObject odd = MomoSays.notice("../" + reference, 45_000, next(), 0);
    for (JsonObject notice : List.of(other, overflow, negative, odd)) {
      answer(MomoSays.signed(notice, MomoSays.SECRET)).expect(400, "notification-unreadable");
    }
    assertEquals("open", state(reference));
    assertEquals(List.of(), ledger(reference));
  }

  @Test
  void whileTheSecretIsChangedNotificationsByEitherCount() {
    String first = attempt("key-00000001").getString("reference");
    String second = attempt("key-00000002").getString("reference");
    Node changing =
        stack.node(
            "MOMO_SECRET", "the next secret",
            "MOMO_OTHER_SECRET", MomoSays.SECRET,
            "ASK_INTERVAL_MS", "60000"); // it has no platform to ask: others should
    JsonObject byOld = MomoSays.paid(first, 45_000, next());
    JsonObject byNew =
        MomoSays.signed(MomoSays.notice(second, 45_000, next(), 0), "the next secret");
    assertEquals(204, send(changing, byOld.encode()).status());
    assertEquals(400, ask(byNew));
    assertEquals(204, send(changing, byNew.encode()).status());
  }

  @Test
  void theWayBackChangesNothingAndSaysWhatWasShown() {
    String reference = attempt("key-00000001").getString("reference");
    String query =
        MomoSays.paid(reference, 45_000, next()).stream()
            .map(field ->
                field.getKey()
                    + "="
                    + URLEncoder.encode(field.getValue().toString(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    for (int i = 0; i < 2; i++) {
      Answer back = node.ask("/v1/platforms/momo/return?" + query).join().expect(303);
      assertTrue(
          back.header("Location").endsWith("?shown=paid&reference=" + reference),
          back.header("Location"));
    }
    for (String bad : List.of(query + "0", query + "&amount=45000", "", "=", "%zz", "amount")) {
      Answer forged = node.ask("/v1/platforms/momo/return?" + bad.replace("%z", "%25z")).join();
      assertTrue(forged.expect(303).header("Location").endsWith("?shown=unknown"), bad);
    }
    assertEquals("open", state(reference));
  }

  @Test
  void whereMomoIsNotInUseNothingIsThere() {
    Node without =
        stack.node(
            "ALLOW_DEVELOPMENT_KEYS", "false",
            "VNPAY_SECRET", VnpaySays.SECRET,
            "CALLER_KEYS", Caller.PUBLIC_KEYS);
    assertEquals(404, send(without, MomoSays.paid("X", 45_000, next()).encode()).status());
    assertEquals(404, without.ask("/v1/platforms/momo/return").join().status());
    without.post("/v1/bills", Bodies.bill(bill, candidate, "BKA", 45_000)).expect(201);
    JsonObject body =
        new JsonObject()
            .put("platform", "momo")
            .put("payerAddress", "203.0.113.7")
            .put("language", "vi");
    without
        .post("/v1/bills/" + bill + "/attempts", body, "Idempotency-Key", "key-00000001")
        .expect(400, "invalid");
  }

  private static JsonObject signed(String reference, long amount, long transId, int code) {
    return MomoSays.signed(MomoSays.notice(reference, amount, transId, code), MomoSays.SECRET);
  }

  private static int ask(JsonObject notice) {
    return answer(notice).status();
  }

  private static Answer answer(JsonObject notice) {
    return send(node, notice.encode());
  }

  private static int raw(String body) {
    return send(node, body).status();
  }

  private static Answer send(Node node, String body) {
    return Node.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + MomoSays.PATH))
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(body)))
        .join();
  }

  private static void awaitState(JsonObject attempt, String state) {
    Stack.eventually(state, () -> state(attempt.getString("reference")).equals(state));
  }

  private static String state(String reference) {
    return stack
        .rows("SELECT state FROM attempt WHERE reference = '" + reference + "'")
        .getFirst()
        .getFirst();
  }

  private static List<List<String>> ledger(String reference) {
    return stack.rows(
        "SELECT cause, debit, credit, amount FROM ledger_entry WHERE reference = '%s' ORDER BY id"
            .formatted(reference));
  }

  private static long next() {
    return ++transaction;
  }
}
