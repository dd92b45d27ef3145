package vn.baodanh.payment;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may call what. Requests are made from the contract: an operation that is added there needs
 * its line here.
 */
class AccessIT {
  /** Operation; then what somebody with each role alone is answered. */
  private static final String TABLE =
      """
      operation        registration          finance               finance-approver     auditor
      createBill       201                   403                   403                  403
      getBill          404 bill-unknown      404 bill-unknown      404 bill-unknown     404 bill-unknown
      getReceipt       404 bill-unknown      404 bill-unknown      404 bill-unknown     404 bill-unknown
      startAttempt     404 bill-unknown      403                   403                  403
      listEvents       200                   403                   403                  200
      listRefunds      403                   200                   200                  200
      openRefund       404 attempt-unknown   404 attempt-unknown   403                  403
      getRefund        404 refund-unknown    404 refund-unknown    404 refund-unknown   404 refund-unknown
      prepareRefund    403                   404 refund-unknown    403                  403
      releaseRefund    403                   403                   404 refund-unknown   403
      dismissRefund    403                   403                   404 refund-unknown   403
      decideRefund     403                   403                   404 refund-unknown   403
      releaseRefunds   403                   403                   200                  403
      returnRefund     403                   403                   404 refund-unknown   403
      listDifferences  403                   200                   200                  200
      getDifference    403                   404 difference-unknown  404 difference-unknown  404 difference-unknown
      noteDifference   403                   404 difference-unknown  404 difference-unknown  403
      assignDifference  403                  404 difference-unknown  404 difference-unknown  403
      proposeResolution  403                 404 difference-unknown  403                  403
      decideResolution  403                  403                   404 difference-unknown  403
      listFiles        403                   200                   200                  200
      uploadFile       403                   422 file-faulty       403                  403
      getFile          403                   404 file-unknown      404 file-unknown     404 file-unknown
      listFileLines    403                   200                   200                  200
      getOriginalFile  403                   404 file-unknown      404 file-unknown     404 file-unknown
      getAnswerFile    403                   404 file-unknown      404 file-unknown     404 file-unknown
      commitFile       403                   404 file-unknown      403                  403
      withdrawFile     403                   404 file-unknown      403                  403
      listDays         403                   200                   200                  200
      getDay           403                   200                   200                  200
      closeDay         403                   403                   409 day-not-settled  403
      listCalendars    403                   200                   200                  200
      proposeCalendar  403                   200                   403                  403
      decideCalendar   403                   403                   404 calendar-unknown  403
      listPayouts      403                   200                   200                  200
      preparePayouts   403                   409 day-open          403                  403
      getPayout        403                   404 payout-unknown    404 payout-unknown   404 payout-unknown
      releasePayout    403                   403                   404 payout-unknown   403
      cancelPayout     403                   404 payout-unknown    404 payout-unknown   403
      returnPayout     403                   403                   404 payout-unknown   403
      listStatements   403                   200                   200                  200
      listEntries      403                   200                   200                  200
      getTrialBalance  403                   200                   200                  200
      listAudit        403                   403                   403                  200
      listAccounts     403                   200                   200                  200
      """;

  private static final List<String> ROLES =
      List.of(TABLE.lines().findFirst().orElseThrow().split(" {2,}")).subList(1, 5);
  private static final Map<String, Operation> OPERATIONS = new TreeMap<>();

  private static Stack stack;
  private static Node node;

  @BeforeAll
  static void start() {
    Operation.all().forEach(operation -> OPERATIONS.put(operation.id(), operation));
    stack = new Stack("access_it");
    node = stack.node();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static Stream<String[]> lines() {
    return TABLE.lines().skip(1).map(line -> line.split(" {2,}"));
  }

  @Test
  void everyOperationThatIsNotForAnybodyHasItsLine() {
    Set<String> secured =
        OPERATIONS.values().stream()
            .filter(Operation::isSecured)
            .map(Operation::id)
            .collect(toSet());
    assertEquals(secured, lines().map(line -> line[0]).collect(toSet()));
  }

  @Test
  void theContractNamesTheRolesThatTheTableLetsIn() {
    lines()
        .forEach(line -> {
          Set<String> let =
              ROLES.stream()
                  .filter(role -> !line[1 + ROLES.indexOf(role)].equals("403"))
                  .collect(toSet());
          assertEquals(let, Set.copyOf(OPERATIONS.get(line[0]).roles()), line[0]);
        });
  }

  @TestFactory
  Stream<DynamicTest> everybodyIsAnsweredAsTheTableSays() {
    return lines()
        .flatMap(line ->
            ROLES.stream()
                .map(role ->
                    DynamicTest.dynamicTest(
                        line[0] + " " + role,
                        () ->
                            judge(
                                line[0],
                                Caller.token("somebody", role),
                                line[1 + ROLES.indexOf(role)]))));
  }

  @TestFactory
  Stream<DynamicTest> whoHasNoGoodTokenOrNoRoleGetsNothing() {
    String good = Caller.token("somebody", "registration", "finance", "finance-approver");
    Map<String, String> bad = new TreeMap<>();
    bad.put("", "401 token-missing");
    bad.put("nonsense", "401 token-invalid");
    bad.put(otherwiseSigned(good), "401 token-invalid");
    bad.put(Caller.token("somebody"), "403");
    bad.put(Caller.token("somebody", "operator", "Finance", "finance ", "admin"), "403");
    bad.put(
        Caller.sign(
            Caller.claims("somebody")
                .claim("roles", List.of("registration", "finance", "finance-approver"))
                .expiration(Date.from(Instant.now().minusSeconds(10)))),
        "401 token-expired");
    bad.put(
        Caller.sign(
            Caller.claims("somebody")
                .claim("roles", List.of("registration", "finance", "finance-approver"))
                .issuer("portal")),
        "401 token-wrong-issuer");
    bad.put(Caller.sign(Caller.claims("somebody").claim("roles", "registration finance")), "403");
    return OPERATIONS.values().stream()
        .filter(Operation::isSecured)
        .flatMap(operation ->
            bad.entrySet().stream()
                .map(token ->
                    DynamicTest.dynamicTest(
                        operation.id() + " " + token.getValue(),
                        () -> judge(operation.id(), token.getKey(), token.getValue()))));
  }

  /** The first letter of the signature is another one. */
  private static String otherwiseSigned(String token) {
    int at = token.lastIndexOf('.') + 1;
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + other + token.substring(at + 1);
  }

  @Test
  void whatStaffReadsWhereServicesReadTooIsWrittenDownFirst() {
    for (String id : List.of("getBill", "getReceipt", "listEvents")) {
      send(OPERATIONS.get(id), Caller.token("reader", "auditor"));
      send(OPERATIONS.get(id), Caller.token("service", "registration"));
    }
    assertEquals(
        List.of(
            List.of("reader", "getBill"),
            List.of("reader", "getReceipt"),
            List.of("reader", "listEvents")),
        stack.rows(
            "SELECT actor, action FROM audit WHERE actor IN ('reader', 'service') ORDER BY id"));
  }

  @Test
  void whatStaffChangeIsWrittenDownFirstWithWhatTheyNamed() {
    for (Operation operation : OPERATIONS.values()) {
      List<String> staff =
          operation.roles().stream().filter(role -> !role.equals("registration")).toList();
      if (!operation.isSecured() || operation.method().equals("GET") || staff.isEmpty()) {
        continue;
      }
      String actor = "of-" + operation.id();
      send(operation, Caller.token(actor, staff.getFirst()));
      List<List<String>> rows =
          stack.rows("SELECT action, named FROM audit WHERE actor = '" + actor + "'");
      assertEquals(1, rows.size(), operation.id());
      assertEquals(operation.id(), rows.getFirst().getFirst());
      JsonObject body = operation.exampleBody().orElseGet(JsonObject::new);
      List.of("note", "text", "reason").forEach(body::remove);
      String named = rows.getFirst().getLast();
      assertEquals(
          body.fieldNames(),
          named == null || named.equals("null") ? Set.of() : new JsonObject(named).fieldNames(),
          operation.id());
    }
  }

  private static void judge(String id, String token, String expected) {
    Operation operation = OPERATIONS.get(id);
    Answer answer = send(operation, token);
    String[] parts = expected.equals("403") ? "403 role-missing".split(" ") : expected.split(" ");
    answer.expect(Integer.parseInt(parts[0]));
    if (parts.length == 2) {
      answer.expect(answer.status(), parts[1]);
      String described = operation.response(answer.status()).orElseThrow().getString("description");
      assertTrue(described.contains("`" + parts[1] + "`"), described);
    }
  }

  private static Answer send(Operation operation, String token) {
    String path =
        operation
            .path()
            .replace("{id}", UUID.randomUUID().toString())
            .replace("{number}", "9007199254740991")
            .replace("{day}", "2020-02-03");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + node.port() + path + query(operation)));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    for (JsonObject parameter : operation.parameters()) {
      if (parameter.getString("in").equals("header")) {
        request.header(parameter.getString("name"), parameter.getString("example"));
      }
    }
    operation
        .exampleBody()
        .ifPresentOrElse(
            body ->
                request
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(fresh(body).encode())),
            () -> withoutJson(operation, request));
    return Node.send(request).join();
  }

  /** What the operation's query must have. */
  private static String query(Operation operation) {
    Map<String, String> values =
        Map.of(
            "source",
            "vnpay",
            "format",
            "csv",
            "name",
            "file",
            "day",
            "2020-02-03",
            "from",
            "2020-02-03",
            "to",
            "2020-02-03");
    return operation.parameters().stream()
        .filter(one -> one.getString("in").equals("query") && one.getBoolean("required", false))
        .map(one -> one.getString("name") + "=" + values.get(one.getString("name")))
        .collect(java.util.stream.Collectors.joining("&", "?", ""));
  }

  private static void withoutJson(Operation operation, HttpRequest.Builder request) {
    if (operation.method().equals("POST")) {
      request
          .header("Content-Type", "application/octet-stream")
          .POST(HttpRequest.BodyPublishers.ofString("no file"));
    } else {
      request.GET();
    }
  }

  /** So that one that is made is not in the way of the next. */
  private static JsonObject fresh(JsonObject body) {
    for (String id : List.of("id", "candidateId")) {
      if (body.containsKey(id)) {
        body.put(id, UUID.randomUUID().toString());
      }
    }
    return body;
  }
}
