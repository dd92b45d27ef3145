package vn.baodanh.kit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys over HTTP: rotation, a portal that is away, and what is remembered. */
class TokensTest {

  private final Vertx vertx = Vertx.vertx();
  private final TestIssuer portal = new TestIssuer().withRsa("k1");
  private final AtomicInteger asked = new AtomicInteger();
  private final MovableClock clock = new MovableClock();

  @AfterEach
  void closeVertx() throws Exception {
    vertx.close().await(10, SECONDS);
  }

  @Test
  void aVerifiedTokenIsRememberedUntilItExpires() throws Exception {
    var tokens = started(serve(this::jwks));
    var token = portal.sign("k1");
    var first = tokens.verify(token);
    assertTrue(first.isComplete());
    assertEquals(1, tokens.remembered());
    assertEquals(first.result(), tokens.verify(token).result());
    clock.now = TestIssuer.NOW.plusSeconds(3603);
    assertEquals("token-expired", code(tokens.verify(token)));
    assertEquals(0, tokens.remembered());
    assertEquals(1, asked.get());
  }

  @Test
  void aRotatedKeyIsFetchedWhenATokenNamesIt() throws Exception {
    var tokens = started(serve(this::jwks));
    portal.withEc("k2");
    clock.now = clock.now.plusSeconds(6);
    assertEquals("p-1", tokens.verify(portal.sign("k2")).await(5, SECONDS).subject());
    assertEquals(2, asked.get());
  }

  @Test
  void aKeyThatIsGoneTakesRememberedTokensWithIt() throws Exception {
    var tokens = started(serve(this::jwks));
    var old = portal.sign("k1");
    tokens.verify(old).await(5, SECONDS);
    portal.without("k1").withEc("k2");
    clock.now = clock.now.plusSeconds(6);
    tokens.verify(portal.sign("k2")).await(5, SECONDS);
    assertEquals("token-unknown-key", code(tokens.verify(old)));
  }

  @Test
  void theSameKeysFetchedAgainTakeNothingWithThem() throws Exception {
    portal.withEc("k2").withEd("k3");
    var tokens = started(serve(this::jwks));
    tokens.verify(portal.sign("k1")).await(5, SECONDS);
    clock.now = clock.now.plusSeconds(6);
    var stranger = new TestIssuer().withEc("k9").sign("k9");
    assertEquals("token-unknown-key", code(tokens.verify(stranger)));
    assertEquals(2, asked.get());
    assertEquals(1, tokens.remembered());
  }

  @Test
  void aMachineIsTrustedFromItsRegistrationToItsEnd() throws Exception {
    var tokens = started(serve(this::jwks));
    var machine = new TestIssuer().withEd("m1").withEc("m2");
    var token = machineToken(machine, "m1");
    assertEquals("token-unknown-key", code(tokens.verify(token)));
    tokens.trustMachines(Map.of("m1", new JsonObject(machine.jwk("m1"))));
    assertEquals("m1", tokens.verify(token).result().subject());
    assertEquals("p-1", tokens.verify(portal.sign("k1")).result().subject());
    tokens.trustMachines(Map.of("m2", new JsonObject(machine.jwk("m2"))));
    assertEquals("token-unknown-key", code(tokens.verify(token)));
    assertEquals("m2", tokens.verify(machineToken(machine, "m2")).result().subject());
  }

  private static String machineToken(TestIssuer machine, String kid) {
    return TestIssuer.token(kid)
        .issuer(kid)
        .subject(kid)
        .expiration(java.util.Date.from(TestIssuer.NOW.plusSeconds(300)))
        .signWith(machine.pair(kid).getPrivate())
        .compact();
  }

  @Test
  void forUnknownKeysThePortalIsAskedOnceInFiveSeconds() throws Exception {
    var tokens = started(serve(this::jwks));
    clock.now = clock.now.plusSeconds(6);
    for (int i = 0; i < 50; i++) {
      var token = TestIssuer.token("guess-" + i).signWith(portal.pair("k1").getPrivate()).compact();
      assertEquals("token-unknown-key", code(tokens.verify(token)));
    }
    assertEquals(2, asked.get());
  }

  @Test
  void aPortalThatIsAwayStopsNobodyFromStartingAndIsFoundLater() throws Exception {
    var up = new AtomicInteger();
    var tokens =
        new Tokens(
            vertx,
            settings(
                serve(request -> {
                  if (up.get() == 0) {
                    request.response().setStatusCode(500).end();
                  } else {
                    jwks(request);
                  }
                })),
            clock);
    tokens.start().await(10, SECONDS);
    assertEquals("token-keys-unavailable", code(tokens.verify(portal.sign("k1"))));
    up.set(1);
    clock.now = clock.now.plusSeconds(6);
    assertEquals("p-1", tokens.verify(portal.sign("k1")).await(10, SECONDS).subject());
  }

  @Test
  void keysThatAreKnownOutliveAPortalThatGoesAway() throws Exception {
    var up = new AtomicInteger(1);
    var tokens =
        started(
            serve(request -> {
              if (up.get() == 1) {
                jwks(request);
              } else {
                request.response().end("{\"keys\":[]}");
              }
            }));
    up.set(0);
    clock.now = clock.now.plusSeconds(6);
    var unknown = TestIssuer.token("k9").signWith(portal.pair("k1").getPrivate()).compact();
    assertEquals("token-unknown-key", code(tokens.verify(unknown)));
    assertEquals("p-1", tokens.verify(portal.sign("k1")).await(5, SECONDS).subject());
  }

  @Test
  void anAnswerWithoutEndIsNotReadToItsEnd() throws Exception {
    var endless =
        serve(request -> {
          request.response().setChunked(true);
          for (int i = 0; i < 300; i++) {
            request.response().write(" ".repeat(1024));
          }
        });
    // the time limit is 5 s: it was the size that ended it
    Quickest.isUnder(
        Duration.ofSeconds(4),
        () -> {
          long begun = System.nanoTime();
          var tokens = started(endless);
          long took = System.nanoTime() - begun;
          assertEquals("token-keys-unavailable", code(tokens.verify(portal.sign("k1"))));
          return took;
        });
  }

  @Test
  void aRedirectOfTheKeysIsNotFollowed() throws Exception {
    var elsewhere = serve(this::jwks);
    var tokens =
        new Tokens(
            vertx,
            settings(
                serve(request ->
                    request
                        .response()
                        .setStatusCode(302)
                        .putHeader("Location", elsewhere.toString())
                        .end())),
            clock);
    tokens.start().await(10, SECONDS);
    assertEquals(0, asked.get());
  }

  @Test
  void theDiscoveryDocumentSaysWhereTheKeysAre() throws Exception {
    var keys = serve(this::jwks);
    var issuer = new String[] {TestIssuer.ISSUER};
    var discovery =
        serve(request ->
            request
                .response()
                .end(
                    new JsonObject()
                        .put("issuer", issuer[0])
                        .put("jwks_uri", keys.toString())
                        .encode()));
    assertEquals("p-1", started(discovery).verify(portal.sign("k1")).await(5, SECONDS).subject());
    issuer[0] = "https://somebody.example";
    var misled = new Tokens(vertx, settings(discovery), clock);
    misled.start().await(5, SECONDS);
    assertEquals("token-keys-unavailable", code(misled.verify(portal.sign("k1"))));
  }

  @Test
  void anOversizeTokenIsRefusedUnread() throws Exception {
    var tokens = started(serve(this::jwks));
    assertEquals("token-too-large", code(tokens.verify("a".repeat(4097))));
    assertEquals("token-invalid", code(tokens.verify("a".repeat(4096))));
  }

  @Test
  void registeredKeysJudgeTokensAndAreNotAskedFor() throws Exception {
    var settings =
        TokenSettings.registered(TestIssuer.ISSUER, TestIssuer.AUDIENCE, portal.jwks(), 10, 2);
    var tokens = new Tokens(vertx, settings, clock);
    tokens.start().await(5, SECONDS);
    var roles = List.of("finance", "auditor");
    var token =
        TestIssuer.token("k1").claim("roles", roles).signWith(portal.pair("k1").getPrivate());
    assertEquals(Set.copyOf(roles), tokens.verify(token.compact()).await(5, SECONDS).roles());
    assertEquals(0, asked.get());
    var stranger = new TestIssuer().withEd("k9");
    assertEquals("token-unknown-key", code(tokens.verify(stranger.sign("k9"))));
  }

  @Test
  void noMoreTokensAreRememberedThanTheBound() {
    for (int size : List.of(0, 1, 7, 32)) {
      var tokens = new VerifiedTokens(size);
      for (int i = 0; i < 10_000; i++) {
        tokens.put(VerifiedTokens.key("token-" + i), bearer("p-" + i));
      }
      assertEquals(size, tokens.count());
      assertNull(tokens.get(VerifiedTokens.key("token-0")));
    }
  }

  @Test
  void theTokenLeastRecentlyUsedIsForgottenFirst() {
    var tokens = new VerifiedTokens(8);
    var inUse = VerifiedTokens.key("in use");
    tokens.put(inUse, bearer("somebody"));
    for (int i = 0; i < 1_000; i++) {
      tokens.put(VerifiedTokens.key("token-" + i), bearer("p-" + i));
      assertEquals(bearer("somebody"), tokens.get(inUse));
    }
    for (int i = 993; i < 1_000; i++) {
      assertEquals(bearer("p-" + i), tokens.get(VerifiedTokens.key("token-" + i)));
    }
  }

  @Test
  void allThatATokenSaidIsRemembered() {
    var everything =
        new Bearer(
            TestIssuer.ISSUER,
            "p-1",
            Optional.of("001208012345"),
            Optional.of("C1234567"),
            Set.of("finance", "auditor"),
            new SignIn(
                Optional.of("Nguyễn Thị Ánh 𠊛"),
                Optional.of("2008-02-29"),
                Optional.of("urn:portal:2"),
                Optional.of(Instant.ofEpochSecond(-1))),
            Instant.parse("2026-07-14T17:00:00.123Z"));
    var tokens = new VerifiedTokens(8);
    for (var bearer : List.of(everything, bearer(""))) {
      tokens.put(VerifiedTokens.key("one"), bearer);
      assertEquals(bearer, tokens.get(VerifiedTokens.key("one")));
    }
    assertEquals(1, tokens.count());
  }

  private static Bearer bearer(String subject) {
    return new Bearer(
        "i", subject, Optional.empty(), Optional.empty(), Set.of(), SignIn.UNKNOWN, Instant.EPOCH);
  }

  private void jwks(HttpServerRequest request) {
    asked.incrementAndGet();
    request.response().end(portal.jwks());
  }

  private Tokens started(URI jwks) throws Exception {
    var tokens = new Tokens(vertx, settings(jwks), clock);
    tokens.start().await(10, SECONDS);
    return tokens;
  }

  private static TokenSettings settings(URI jwks) {
    return new TokenSettings(TestIssuer.ISSUER, TestIssuer.AUDIENCE, jwks, 1000, 2);
  }

  private URI serve(io.vertx.core.Handler<HttpServerRequest> handler) throws Exception {
    var server =
        vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1").await(10, SECONDS);
    return URI.create("http://127.0.0.1:" + server.actualPort() + "/jwks");
  }

  private static String code(Future<Bearer> refused) throws Exception {
    try {
      refused.await(10, SECONDS);
      throw new AssertionError("taken");
    } catch (ProblemException e) {
      return e.problem().code();
    }
  }

  private static final class MovableClock extends Clock {
    private volatile Instant now = TestIssuer.NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
