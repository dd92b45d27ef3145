package vn.baodanh.kit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server made from a contract, asked as a caller would. */
class ContractTest {

  private static final Instant NOW = Instant.parse("2026-07-20T10:00:00.123456789Z");
  private static final HttpLimits LIMITS = limits(Duration.ofSeconds(10));
  private static final AtomicInteger RAW_CALLS = new AtomicInteger();

  private static Vertx vertx;
  private static Contract contract;
  private static ApiServer server;
  private static WebClient client;

  @BeforeAll
  static void startServer() throws Exception {
    vertx = Vertx.vertx();
    contract = Contract.load(vertx, "kit-contract.yaml").await(30, SECONDS);
    server = listen(LIMITS);
    client = WebClient.create(vertx);
  }

  /**
   * @param body how long a body may take
   */
  private static HttpLimits limits(Duration body) {
    return new HttpLimits(4096, 12288, 65536, body, Duration.ofSeconds(75));
  }

  private static ApiServer listen(HttpLimits limits) throws Exception {
    return ApiServer.listen(
            vertx,
            "127.0.0.1",
            0,
            2,
            limits,
            Clock.fixed(NOW, ZoneOffset.UTC),
            () ->
                contract.router(
                    handlers(),
                    ContractTest::bearer,
                    ContractTest::admit,
                    Set.of("postRaw"),
                    limits))
        .await(30, SECONDS);
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.shutdown(Duration.ofSeconds(1)).await(10, SECONDS);
    vertx.close().await(10, SECONDS);
  }

  private static Map<String, Handler<RoutingContext>> handlers() {
    var handlers = new HashMap<String, Handler<RoutingContext>>();
    handlers.put("getThing", ctx -> ctx.response().end(Received.at(ctx).toString()));
    handlers.put(
        "listThings",
        ctx -> {
          if ("7".equals(ctx.request().getParam("limit"))) {
            throw new IllegalStateException("secret of citizen 001207000001");
          }
          ctx.response().end("things");
        });
    handlers.put("deleteThing", ctx -> ctx.response().setStatusCode(204).end());
    handlers.put("putThings", ctx -> ctx.response().setStatusCode(204).end());
    handlers.put("postTable", ctx -> ctx.response().end("" + ctx.body().length()));
    handlers.put(
        "postRaw",
        ctx -> {
          RAW_CALLS.incrementAndGet();
          ctx.response().end(Integer.toString(ctx.body().buffer().length()));
        });
    return handlers;
  }

  private static void bearer(RoutingContext ctx) {
    if (ctx.request().getHeader("Authorization") == null) {
      ctx.fail(TokenProblems.MISSING);
    } else {
      ctx.next();
    }
  }

  /** Takes the token for the sender's role. */
  private static void admit(RoutingContext ctx, Set<String> roles, Optional<String> scope) {
    if (!roles.contains(ctx.request().getHeader("Authorization"))) {
      throw new ProblemException(RoleGate.ROLE_MISSING);
    }
  }

  @Test
  void everyOperationNeedsExactlyOneHandler() {
    var handlers = handlers();
    handlers.remove("getThing");
    handlers.put("getThings", ctx -> {});
    var fault =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                contract.router(
                    handlers, ContractTest::bearer, ContractTest::admit, Set.of("raw")));
    assertEquals(
        "The contract's operations [getThing] have no handler; [getThings, raw] are no operations"
            + " of it",
        fault.getMessage());
  }

  @Test
  void aRequestIsStampedInMicrosecondsAndNamed() throws Exception {
    var answer =
        send(
            get("/v1/things/01981d0e-6f5c-7d3a-9a54-6f0f3c6f4f11").putHeader("Authorization", "x"));
    assertEquals(200, answer.statusCode());
    assertEquals("2026-07-20T10:00:00.123456Z", answer.bodyAsString());
    assertTrue(answer.getHeader("X-Request-Id").matches("[0-9a-f]{16}"));
    assertEquals("no-store", answer.getHeader("Cache-Control"));
  }

  @Test
  void securityComesBeforeValidation() throws Exception {
    var answer = send(get("/v1/things/nonsense"));
    assertProblem(401, "token-missing", answer);
    assertEquals("Bearer", answer.getHeader("WWW-Authenticate"));
    var invalid = send(get("/v1/things/nonsense").putHeader("Authorization", "x"));
    assertEquals(Set.of("path:id not-allowed"), faults(assertProblem(400, "invalid", invalid)));
  }

  @Test
  void rolesComeAfterTheTokenAndBeforeValidation() throws Exception {
    var path = "/v1/things/01981d0e-6f5c-7d3a-9a54-6f0f3c6f4f11";
    assertProblem(401, "token-missing", send(delete(path)));
    var nonsense = delete("/v1/things/nonsense").putHeader("Authorization", "reader");
    assertProblem(403, "role-missing", send(nonsense));
    for (var role : List.of("keeper", "owner")) {
      assertEquals(204, send(delete(path).putHeader("Authorization", role)).statusCode());
    }
  }

  @Test
  void rolesWithoutSecurityAreRefused() {
    var open = Contract.load(vertx, "kit-contract-open-roles.yaml").await();
    var fault =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                open.router(
                    Map.of("clear", ctx -> {}),
                    ContractTest::bearer,
                    ContractTest::admit,
                    Set.of()));
    assertEquals("clear has roles, no security", fault.getMessage());
  }

  @Test
  void parametersAreJudgedByTheirSchemas() throws Exception {
    assertEquals(200, send(get("/v1/things?limit=200&deep=true")).statusCode());
    assertEquals(
        Set.of("query:limit out-of-range", "query:deep wrong-type"),
        faults(assertProblem(400, "invalid", send(get("/v1/things?limit=201&deep=maybe")))));
    assertEquals(
        Set.of("query:limit wrong-type"),
        faults(assertProblem(400, "invalid", send(get("/v1/things?limit=1x")))));
    assertEquals(
        Set.of("query:limit repeated"),
        faults(assertProblem(400, "invalid", send(get("/v1/things?limit=1&limit=2")))));
  }

  @Test
  void everyFaultOfABodyHasItsPlace() throws Exception {
    assertEquals(204, put("{\"things\":[{\"code\":\"AB\",\"count\":0}]}").statusCode());
    assertBodyFaults(
        "{\"things\":[{\"code\":\"a\",\"count\":-1},{}]}",
        "/things/0/code not-allowed",
        "/things/0/count out-of-range",
        "/things/1 missing");
    assertBodyFaults("{\"things\":[{\"code\":\"AB\"}],\"x/y\":1}", "/x~1y unknown-member");
    assertBodyFaults("{\"things\":[]}", "/things out-of-range");
    assertBodyFaults("{}", " missing");
    assertBodyFaults("[]", " wrong-type");
    assertBodyFaults("{\"things\":", " not-json");
    assertBodyFaults("", " missing");
  }

  @Test
  void aMissingHeaderIsNamed() throws Exception {
    var answer =
        client
            .request(HttpMethod.PUT, server.port(), "127.0.0.1", "/v1/things")
            .putHeader("Content-Type", "application/json")
            .sendBuffer(Buffer.buffer("{\"things\":[{\"code\":\"AB\"}]}"))
            .await(10, SECONDS);
    assertEquals(
        Set.of("header:Idempotency-Key missing"), faults(assertProblem(400, "invalid", answer)));
  }

  @Test
  void whatIsNotThereIsNotFoundAndAMethodThatIsNotIsNotAllowed() throws Exception {
    assertProblem(404, "not-found", send(get("/v1/nothing")));
    var answer = send(client.request(HttpMethod.DELETE, server.port(), "127.0.0.1", "/v1/things"));
    assertProblem(405, "method-not-allowed", answer);
    assertEquals(
        Set.of("GET", "PUT"), new TreeSet<>(List.of(answer.getHeader("Allow").split(",\\s*"))));
  }

  @Test
  void aBodyOfAnotherTypeIsUnsupported() throws Exception {
    for (var type :
        List.of(
            "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
      var answer = post("/v1/raw", type, Buffer.buffer("{}"));
      assertProblem(415, "unsupported-media-type", answer);
    }
    assertEquals(
        200, post("/v1/raw", "Application/JSON; charset=utf-8", Buffer.buffer("{}")).statusCode());
  }

  @Test
  void anOperationReadByHandGetsWhateverTheBodyHolds() throws Exception {
    assertEquals("5", post("/v1/raw", "application/json", Buffer.buffer("{{{{{")).bodyAsString());
  }

  @Test
  void aBodyMayBeAsLongAsTheLimitAndNotLonger() throws Exception {
    assertEquals(
        "65536",
        post("/v1/raw", "application/json", Buffer.buffer(new byte[65536])).bodyAsString());
    assertProblem(
        413, "body-too-large", post("/v1/raw", "application/json", Buffer.buffer(new byte[65537])));
    assertTrue(
        raw("POST /v1/raw HTTP/1.1\r\n"
                + "Host: h\r\n"
                + "Content-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + ("4000\r\n" + "x".repeat(0x4000) + "\r\n").repeat(5)
                + "0\r\n\r\n")
            .matches("(?s)HTTP/1\\.1 413 .*"));
  }

  @Test
  void aBodyThatIsNoJsonHasItsOwnTypeAndBoundAndItsParametersAreJudged() throws Exception {
    var path = "/v1/tables?kind=x";
    var most = Buffer.buffer(new byte[100_000]);
    assertEquals("100000", post(path, "text/csv; charset=utf-8", most).bodyAsString());
    assertProblem(413, "body-too-large", post(path, "text/csv", most.copy().appendByte((byte) 0)));
    assertProblem(415, "unsupported-media-type", post(path, "text/plain", most));
    assertProblem(400, "invalid", post("/v1/tables", "text/csv", most));
    assertProblem(400, "invalid", post(path, "text/csv", Buffer.buffer()));
  }

  @Test
  void aBodyThatDoesNotComeInTimeIsGivenUpAndNotServed() throws Exception {
    int before = RAW_CALLS.get();
    var hasty = listen(limits(Duration.ofMillis(300)));
    var answer =
        raw(
            hasty.port(),
            "POST /v1/raw HTTP/1.1\r\n"
                + "Host: h\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: 10\r\n\r\n"
                + "{}");
    assertTrue(answer.matches("(?s)HTTP/1\\.[01] 408 .*"), answer);
    assertTrue(answer.contains("body-too-slow") && answer.contains("connection: close"), answer);
    assertEquals(before, RAW_CALLS.get());
    hasty.shutdown(Duration.ofSeconds(1)).await(10, SECONDS);
  }

  @Test
  void linesAndHeadersHaveTheirBounds() throws IOException {
    var line = raw("GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: h\r\n\r\n");
    assertTrue(line.matches("(?s)HTTP/1\\.[01] 414 .*") && line.contains("line-too-long"), line);
    var header = raw("GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(13000) + "\r\n\r\n");
    assertTrue(
        header.matches("(?s)HTTP/1\\.[01] 431 .*") && header.contains("headers-too-large"), header);
    var nonsense = raw("nonsense\r\n\r\n");
    assertTrue(
        nonsense.matches("(?s)HTTP/1\\.[01] 400 .*") && nonsense.contains("not-http"), nonsense);
  }

  @Test
  void oddRequestsAreTheCallersFault() throws IOException {
    for (var line :
        List.of(
            "GET /v1/things?limit=%zz HTTP/1.1",
            "GET /v1/things?limit=%ff HTTP/1.1",
            "GET /v1/things?limit=99999999999999999999 HTTP/1.1",
            "GET /v1/things?limit= HTTP/1.1",
            "GET /v1/%zz HTTP/1.1",
            "GET /v1/things/%ff%00 HTTP/1.1",
            "GET /v1/things/..%2f HTTP/1.1",
            "GET * HTTP/1.1",
            "GET http:// HTTP/1.1",
            "GET v1 HTTP/1.1",
            "CONNECT h:1 HTTP/1.1",
            "TRACE /v1/things HTTP/1.1",
            "FOO /v1/things HTTP/1.1",
            "HEAD /v1/things HTTP/1.1",
            "OPTIONS * HTTP/1.1")) {
      var answer = raw(line + "\r\nHost: h\r\nConnection: close\r\n\r\n");
      assertTrue(answer.matches("(?s)HTTP/1\\.[01] 4\\d\\d .*"), line + " → " + answer);
      assertTrue(answer.contains("application/problem+json"), line + " → " + answer);
    }
    for (var headers :
        List.of(
            "Content-Length: -1",
            "Content-Length: x",
            "Content-Length: 1\r\nContent-Length: 2",
            "Transfer-Encoding: gzip, chunked\r\nContent-Length: 3",
            "Bad Header: 1",
            "Expect: 200-maybe",
            "Content-Length: 99999999999999999999")) {
      var answer =
          raw(
              "POST /v1/raw HTTP/1.1\r\n"
                  + "Host: h\r\n"
                  + "Content-Type: application/json\r\n"
                  + "Connection: close\r\n"
                  + headers
                  + "\r\n\r\n{}}");
      assertTrue(answer.matches("(?s)HTTP/1\\.[01] [24]\\d\\d .*"), headers + " → " + answer);
    }
  }

  @Test
  void aServerThatIsShutDownAnswersWhatItHasBegunAndKeepsNoIdleConnection() throws Exception {
    var begun = new java.util.concurrent.CountDownLatch(1);
    var own =
        ApiServer.listen(
                vertx,
                "127.0.0.1",
                0,
                1,
                LIMITS,
                Clock.systemUTC(),
                () ->
                    request -> {
                      begun.countDown();
                      vertx.setTimer(500, late -> request.response().end("done"));
                    })
            .await(10, SECONDS);
    try (var idle = new Socket("127.0.0.1", own.port())) {
      var answer = client.get(own.port(), "127.0.0.1", "/").send();
      assertTrue(begun.await(30, SECONDS));
      long told = System.nanoTime();
      own.shutdown(Duration.ofSeconds(40)).await(60, SECONDS);
      assertTrue(System.nanoTime() - told < 20_000_000_000L, "an idle connection held it up");
      assertEquals("done", answer.await(5, SECONDS).bodyAsString());
      assertEquals(-1, idle.getInputStream().read());
    }
  }

  @Test
  void aDefectIsAnsweredWithoutWhatItSays() throws Exception {
    var answer = send(get("/v1/things?limit=7"));
    var problem = assertProblem(500, "internal", answer);
    assertFalse(
        problem.encode().contains("secret") || problem.encode().contains("Exception"),
        problem.encode());
  }

  @Test
  void theContractIsPublishedAsItIs() throws Exception {
    var yaml = send(get("/openapi.yaml")).bodyAsString();
    assertTrue(yaml.contains("application/problem+json"));
    assertEquals("1", contract.document().getJsonObject("info").getString("version"));
  }

  @Test
  void thePageShowsEveryOperationAndRunsNoScript() throws Exception {
    var answer = send(get("/docs"));
    var html = answer.bodyAsString();
    for (var operation : handlers().keySet()) {
      assertTrue(html.contains("id=\"" + operation + "\""), operation);
    }
    assertTrue(
        html.contains("Kit &lt;test&gt;") && html.contains("<p>Second &amp; last paragraph.</p>"),
        html);
    assertTrue(html.contains("No such thing"), "a referenced answer is shown");
    assertFalse(html.contains("<script"));
    var policy = answer.getHeader("Content-Security-Policy");
    assertNotNull(policy);
    assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
  }

  private void assertBodyFaults(String body, String... faults) throws Exception {
    assertEquals(
        new TreeSet<>(List.of(faults)), faults(assertProblem(400, "invalid", put(body))), body);
  }

  private static JsonObject assertProblem(int status, String code, HttpResponse<Buffer> answer) {
    assertEquals(status, answer.statusCode(), () -> String.valueOf(answer.bodyAsString()));
    assertEquals("application/problem+json", answer.getHeader("Content-Type"));
    var problem = answer.bodyAsJsonObject();
    assertEquals(code, problem.getString("code"));
    assertEquals("urn:baodanh:problem:" + code, problem.getString("type"));
    return problem;
  }

  private static Set<String> faults(JsonObject problem) {
    return problem.getJsonArray("faults", new JsonArray()).stream()
        .map(fault -> (JsonObject) fault)
        .map(fault -> fault.getString("pointer") + " " + fault.getString("code"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static HttpRequest<Buffer> get(String path) {
    return client.get(server.port(), "127.0.0.1", path);
  }

  private static HttpRequest<Buffer> delete(String path) {
    return client.delete(server.port(), "127.0.0.1", path);
  }

  private static HttpResponse<Buffer> send(HttpRequest<Buffer> request) throws Exception {
    return request.send().await(10, SECONDS);
  }

  private static HttpResponse<Buffer> put(String body) throws Exception {
    return client
        .put(server.port(), "127.0.0.1", "/v1/things")
        .putHeader("Content-Type", "application/json")
        .putHeader("Idempotency-Key", "12345678")
        .sendBuffer(Buffer.buffer(body))
        .await(10, SECONDS);
  }

  private static HttpResponse<Buffer> post(String path, String type, Buffer body) throws Exception {
    return client
        .post(server.port(), "127.0.0.1", path)
        .putHeader("Content-Type", type)
        .sendBuffer(body)
        .await(10, SECONDS);
  }

  /** What the server says to these bytes until it closes the connection or falls silent. */
  private static String raw(String request) throws IOException {
    return raw(server.port(), request);
  }

  private static String raw(int port, String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
