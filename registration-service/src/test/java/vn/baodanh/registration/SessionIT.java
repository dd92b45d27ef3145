package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.ScriptOutputType;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.baodanh.local.Ports;
import vn.baodanh.local.portal.Portal;
import vn.baodanh.local.portal.PortalSettings;

/**
 * People sign in at the portal and are known by a sealed cookie, which is good for our pages only.
 */
class SessionIT {
  private static final String SESSION = "__Host-session";
  private static final String KEY_1 = key(1);
  private static final String KEY_2 = key(2);

  @TempDir static Path directory;
  private static Stack stack;
  private static Portal portal;
  private static Node node;
  private static String base;
  private static String other;

  @BeforeAll
  static void start() {
    stack = new Stack("session_it");
    portal = Portal.start(PortalSettings.forTest(7), directory, Clock.systemUTC());
    base = started(KEY_1);
    other = started(KEY_2 + "," + KEY_1);
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    portal.close();
    stack.close();
  }

  private static String started(String keys) {
    return started(keys, portal.issuer());
  }

  private static String started(String keys, String issuer) {
    int port = Ports.free();
    var address = "http://127.0.0.1:" + port;
    node =
        stack.node(
            "HTTP_PORT", "" + port,
            "PUBLIC_URL", address,
            "PORTAL_ISSUER", issuer,
            "SESSION_KEYS", keys);
    return address;
  }

  private static String key(int number) {
    var key = new byte[32];
    key[0] = (byte) number;
    return Base64.getEncoder().encodeToString(key);
  }

  private static Visitor signedIn(int person) {
    var visitor = new Visitor(base);
    assertEquals(303, visitor.signIn(person, "/").statusCode());
    return visitor;
  }

  @Test
  void aPersonIsLedToThePortalAndBackToThePageAndNoTokenIsSeen() {
    var visitor = new Visitor(base);
    var away = visitor.get("/sign-in?back=/preferences&language=en");
    assertEquals(303, away.statusCode());
    var address = Visitor.location(away);
    assertTrue(address.startsWith(portal.issuer() + "/authorize?response_type=code&"), address);
    for (var parameter :
        List.of("code_challenge_method=S256", "nonce=", "state=", "ui_locales=en")) {
      assertTrue(address.contains(parameter), address);
    }
    var set = away.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(set.startsWith("__Host-sign-in="), set);
    assertTrue(set.endsWith("; Path=/; Max-Age=600; Secure; HttpOnly; SameSite=Lax"), set);
    var home = visitor.get(Visitor.location(visitor.get(address + "&login_hint=3")));
    assertEquals("/preferences", Visitor.location(home));
    var session = home.headers().allValues("Set-Cookie").getLast();
    assertTrue(session.startsWith(SESSION + "="), session);
    assertTrue(session.endsWith("; Path=/; Max-Age=7200; Secure; HttpOnly; SameSite=Strict"));
    assertFalse((address + home.headers().map() + home.body()).contains("eyJ"), "a token is seen");
    assertEquals(List.of(SESSION), List.copyOf(visitor.cookies.keySet()));
    var shown = new JsonObject(visitor.get("/v1/session").body());
    assertEquals(portal.person(3).name(), shown.getString("name"));
  }

  @Test
  void aSessionFilesAndSeesWhatItFiled() {
    var visitor = signedIn(4);
    var filed = file(visitor, "X-From", "pages", "Origin", base);
    assertEquals(200, filed.statusCode(), filed.body());
    var seen = new JsonObject(visitor.get("/v1/me/preferences").body());
    assertEquals("recorded", seen.getString("status"));
  }

  /** One browser has one cookie: a tab of whoever was there before sends with the next one's. */
  @Test
  void whatIsSentForOnePersonDoesNotCountInTheSessionOfAnother() {
    var visitor = signedIn(27);
    var person = new JsonObject(visitor.get("/v1/session").body()).getString("person");
    visitor.signIn(28, "/");
    var mixed = file(visitor, "X-From", "pages", "Origin", base, "X-Person", person);
    assertProblem(401, "session-of-another", mixed);
    var next = new JsonObject(visitor.get("/v1/session").body()).getString("person");
    assertNotEquals(person, next);
    var own = file(visitor, "X-From", "pages", "Origin", base, "X-Person", next);
    assertEquals(200, own.statusCode(), own.body());
  }

  @Test
  void aSessionIsGoodOnEveryNodeThatHasItsKeyAndOnNoOther() {
    var visitor = signedIn(5);
    assertEquals(200, visitor.at(other).get("/v1/me/preferences").statusCode());
    var young = new Visitor(other);
    young.signIn(5, "/");
    assertProblem(401, "session-invalid", young.at(base).get("/v1/me/preferences"));
  }

  @Test
  void aSessionOutlivesThePortal() {
    var visitor = signedIn(6);
    var away = Portal.start(PortalSettings.forTest(7), directory, Clock.systemUTC());
    var there = started(KEY_1, away.issuer());
    assertEquals(303, new Visitor(there).signIn(6, "/").statusCode());
    away.close();
    assertEquals(200, visitor.at(there).get("/v1/me/preferences").statusCode());
    var late = new Visitor(there);
    var answer = late.get("/sign-in?back=/fee");
    assertTrue(Visitor.location(answer).startsWith(away.issuer()), "discovery is remembered");
    var fresh = started(KEY_1, away.issuer());
    assertEquals(
        "/fee?signIn=unavailable", Visitor.location(new Visitor(fresh).get("/sign-in?back=/fee")));
  }

  @Test
  void whatAnotherSiteMakesABrowserSendCountsForNothing() {
    var visitor = signedIn(8);
    var attacks =
        List.<String[]>of(
            new String[] {},
            new String[] {"X-From", "pages"},
            new String[] {"Origin", base},
            new String[] {"X-From", "pages", "Origin", "http://evil.example"},
            new String[] {"X-From", "pages", "Origin", "null"},
            new String[] {"X-From", "pages", "Origin", base + ".evil.example"},
            new String[] {"X-From", "pages", "Origin", base, "Origin", "http://evil.example"},
            new String[] {"X-From", "other", "Origin", base},
            new String[] {"X-From", "pages", "Origin", base, "Sec-Fetch-Site", "cross-site"},
            new String[] {"X-From", "pages", "Origin", base, "Sec-Fetch-Site", "same-site"},
            new String[] {"X-From", "pages", "Origin", base, "Sec-Fetch-Site", "none"});
    for (var attack : attacks) {
      assertProblem(401, "session-not-from-pages", file(visitor, attack));
    }
    for (var site : List.of("cross-site", "same-site")) {
      assertProblem(
          401, "session-not-from-pages", visitor.get("/v1/me/preferences", "Sec-Fetch-Site", site));
    }
    assertEquals(200, visitor.get("/v1/me/preferences", "Sec-Fetch-Site", "none").statusCode());
    assertProblem(
        401, "session-not-from-pages", visitor.send("DELETE", "/v1/session", "", "Origin", base));
    assertEquals(
        "none", new JsonObject(visitor.get("/v1/me/preferences").body()).getString("status"));
  }

  @Test
  void everyOperationTakesASessionFromOurPagesAndNoneFromElsewhere() {
    var cookie = SESSION + "=" + signedIn(13).cookies.get(SESSION);
    try (Wire wire = new Wire(URI.create(base).getPort())) {
      for (Operation operation : Operation.all(PublishedContract.load())) {
        if (operation.isSecured()) {
          Call bare =
              operation
                  .example(UUID.randomUUID().toString())
                  .without("Authorization")
                  .with("Cookie", cookie);
          Call ours = bare.with("X-From", "pages").with("Origin", base);
          Call others = ours.with("Sec-Fetch-Site", "cross-site");
          wire.send(others).expect(401, "session-not-from-pages");
          assertNotEquals(401, wire.send(ours).status(), operation.id());
        }
      }
    }
  }

  @Test
  void noChangedOrForeignCookieOpensAnything() {
    var visitor = signedIn(9);
    var good = visitor.cookies.get(SESSION);
    for (int at = 0; at < good.length(); at++) {
      var changed =
          good.substring(0, at) + (good.charAt(at) == 'A' ? 'B' : 'A') + good.substring(at + 1);
      assertRefused(visitor, changed);
    }
    for (int length = 0; length < good.length(); length += 7) {
      assertRefused(visitor, good.substring(0, length));
    }
    var leaving = new Visitor(base);
    leaving.get("/sign-in");
    for (var foreign :
        List.of(good + "A", good + "=", leaving.cookies.get("__Host-sign-in"), "x".repeat(5000))) {
      assertRefused(visitor, foreign);
    }
    visitor.cookies.put(SESSION, good + "; " + SESSION + "=" + good);
    assertProblem(401, "session-invalid", visitor.get("/v1/me/preferences"));
  }

  private static void assertRefused(Visitor visitor, String cookie) {
    visitor.cookies.put(SESSION, cookie);
    assertProblem(401, "session-invalid", visitor.get("/v1/me/preferences"));
  }

  @Test
  void aSessionThatWasEndedIsGoodNowhereAlsoForWhoCopiedItsCookie() {
    var visitor = signedIn(10);
    var thief = visitor.at(other);
    assertEquals(200, thief.get("/v1/me/preferences").statusCode());
    assertEquals(204, visitor.fromPage("DELETE", "/v1/session", "").statusCode());
    assertEquals(Map.of(), visitor.cookies);
    assertProblem(401, "session-ended", thief.at(base).get("/v1/me/preferences"));
    Stack.eventually(
        "the other node knows", () -> thief.get("/v1/me/preferences").statusCode() == 401);
    assertProblem(401, "token-missing", visitor.get("/v1/me/preferences"));
    assertEquals(204, visitor.fromPage("DELETE", "/v1/session", "").statusCode(), "again");
  }

  @Test
  void aNodeThatHasJustStartedKnowsAllSessionsThatWereEnded() {
    try (var redis = stack.redis()) {
      redis
          .command()
          .eval(
              """
              for i = 1, 2500 do redis.call('XADD', KEYS[1], '*', 'id', string.format('%x', i)) end
              """,
              ScriptOutputType.STATUS, "sessions:ended".getBytes(US_ASCII));
    }
    var visitor = signedIn(11);
    var thief = visitor.at(other);
    assertEquals(204, visitor.fromPage("DELETE", "/v1/session", "").statusCode());
    var before = node;
    try {
      var started = thief.at(started(KEY_1));
      assertProblem(401, "session-ended", started.get("/v1/me/preferences"));
    } finally {
      stack.stop(node);
      node = before;
    }
  }

  @Test
  void aSessionEndsWhenNobodyUsesItAndIsKeptByUse() {
    var there = started(KEY_1);
    var late = node;
    var visitor = signedIn(11).at(there);
    late.clock.shift(Duration.ofMinutes(90));
    assertTrue(visitor.get("/v1/session").body().contains("true"));
    late.clock.shift(Duration.ofMinutes(180));
    assertEquals(200, visitor.get("/v1/me/preferences").statusCode());
    late.clock.shift(Duration.ofMinutes(211));
    assertProblem(401, "session-expired", visitor.get("/v1/me/preferences"));
    assertEquals(
        Map.of("signedIn", false), new JsonObject(visitor.get("/v1/session").body()).getMap());
  }

  @Test
  void aSessionEndsAfterTwelveHoursHoweverMuchItIsUsed() {
    var there = started(KEY_1);
    var late = node;
    var visitor = signedIn(12).at(there);
    for (int minutes = 100; minutes < 720; minutes += 100) {
      late.clock.shift(Duration.ofMinutes(minutes));
      assertTrue(visitor.get("/v1/session").body().contains("true"), minutes + " minutes");
    }
    late.clock.shift(Duration.ofMinutes(721));
    assertProblem(401, "session-expired", visitor.get("/v1/me/preferences"));
  }

  @Test
  void aSignInThatIsNotOursIsNotCompleted() {
    var victim = new Visitor(base);
    victim.get("/sign-in?back=/fee");
    var attacker = new Visitor(base);
    var attackersCode =
        Visitor.location(
            attacker.get(Visitor.location(attacker.get("/sign-in")) + "&login_hint=1"));
    assertEquals("/fee?signIn=refused", Visitor.location(victim.get(path(attackersCode))));
    assertEquals("/?signIn=late", Visitor.location(victim.get(path(attackersCode))), "only once");
    assertEquals("/?signIn=late", Visitor.location(new Visitor(base).get(path(attackersCode))));
    victim.get("/sign-in?back=/fee");
    assertEquals(
        "/fee?signIn=refused", Visitor.location(victim.get("/signed-in?error=access_denied")));
    assertEquals(Map.of(), victim.cookies);
  }

  private static String path(String address) {
    return address.substring(base.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "https://evil.example",
        "/%5Cevil.example",
        "/..//evil",
        "javascript:1",
        "/fee%0d%0aSet-Cookie:%20a=b",
        "/fee?x=1",
        "/Fee",
        ""
      })
  void nobodyIsLedElsewhere(String back) {
    var visitor = new Visitor(base);
    assertEquals("/", Visitor.location(visitor.signIn(2, back)));
  }

  @Test
  void anIdTokenOfAnotherSignInOrForSomebodyElseIsNotTaken() {
    var nonce = new AtomicReference<>("");
    var audience = new AtomicReference<>("baodanh-pages");
    var issuer = new AtomicReference<>("");
    var server =
        stack.server(request -> provide(request, issuer.get(), nonce.get(), audience.get()));
    issuer.set("http://127.0.0.1:" + server.actualPort());
    var there = started(KEY_1, issuer.get());
    for (boolean isGood : new boolean[] {false, true}) {
      var visitor = new Visitor(there);
      var away = Visitor.location(visitor.get("/sign-in"));
      nonce.set(isGood ? parameter(away, "nonce") : "of another sign-in");
      var back = visitor.get("/signed-in?code=c&state=" + parameter(away, "state"));
      assertEquals(isGood ? "/" : "/?signIn=unavailable", Visitor.location(back));
      assertEquals(isGood, visitor.cookies.containsKey(SESSION));
    }
    audience.set("baodanh");
    var visitor = new Visitor(there);
    var away = Visitor.location(visitor.get("/sign-in"));
    nonce.set(parameter(away, "nonce"));
    var back = visitor.get("/signed-in?code=c&state=" + parameter(away, "state"));
    assertNotEquals("/", Visitor.location(back), "an access token is no ID token");
  }

  /** A provider that says what a test wants. */
  private static void provide(
      HttpServerRequest request, String issuer, String nonce, String audience) {
    var answer =
        request.path().equals("/token")
            ? new JsonObject()
                .put(
                    "id_token",
                    stack.portal.sign(
                        stack
                            .portal
                            .claims("anna-of-the-sessions")
                            .issuer(issuer)
                            .audience()
                            .single(audience)
                            .claim("nonce", nonce)))
            : new JsonObject()
                .put("issuer", issuer)
                .put("jwks_uri", stack.portal.issuer() + "/jwks")
                .put("authorization_endpoint", issuer + "/authorize")
                .put("token_endpoint", issuer + "/token");
    request.response().putHeader("Content-Type", "application/json").end(answer.encode());
  }

  private static String parameter(String address, String name) {
    return address.replaceAll(".*[?&]" + name + "=([^&]*).*", "$1");
  }

  private static HttpResponse<String> file(Visitor visitor, String... headers) {
    var all =
        new ArrayList<>(
            List.of(
                "Content-Type", "application/json",
                "If-Match", "\"0\"",
                "Prefer", "wait=10",
                "Idempotency-Key", UUID.randomUUID().toString()));
    all.addAll(List.of(headers));
    return Again.ask(
        () -> visitor.send("PUT", "/v1/me/preferences", Lists.ONE, all.toArray(String[]::new)),
        answer -> answer.statusCode() == 202); // its outcome is asked for
  }

  private static void assertProblem(int status, String code, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(code, new JsonObject(answer.body()).getString("code"));
  }
}
