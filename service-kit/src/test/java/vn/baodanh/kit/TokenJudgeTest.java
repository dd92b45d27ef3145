package vn.baodanh.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an attacker would try on a token, and what must still be taken. */
class TokenJudgeTest {

  private static final Instant NOW = TestIssuer.NOW;
  private static final TestIssuer PORTAL = new TestIssuer();

  @BeforeAll
  static void makeKeys() {
    PORTAL.withRsa("rsa").withEc("ec").withEd("ed");
  }

  private final TokenJudge judge = judgeAt(NOW);

  @Test
  void aTokenOfEachKindOfKeyIsTaken() {
    for (var kid : new String[] {"rsa", "ec", "ed"}) {
      var bearer = judge.judge(PORTAL.sign(kid));
      assertEquals("p-1", bearer.subject());
      assertEquals(TestIssuer.ISSUER, bearer.issuer());
      assertEquals(Optional.of("001207000001"), bearer.citizenNumber());
      assertEquals(NOW.plusSeconds(3600).getEpochSecond(), bearer.expiresAt().getEpochSecond());
      assertEquals(Optional.empty(), bearer.passport());
    }
  }

  @Test
  void aTokenWithoutSignatureIsRefused() {
    var payload = payload(TestIssuer.token("rsa"));
    for (var alg : new String[] {"none", "None", "NONE", ""}) {
      var header = "{\"alg\":\"" + alg + "\",\"kid\":\"rsa\"}";
      assertRefused("token-invalid", TestIssuer.compact(header, payload, new byte[0]));
    }
    var good = PORTAL.sign("rsa");
    assertRefused("token-invalid", good.substring(0, good.lastIndexOf('.') + 1));
    assertRefused("token-invalid", good.substring(0, good.lastIndexOf('.')));
  }

  @Test
  void theRsaPublicKeyIsNoSharedSecret() {
    var key = PORTAL.pair("rsa").getPublic().getEncoded();
    var pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key)
            + "\n-----END PUBLIC KEY-----\n";
    for (var secret : new byte[][] {key, pem.getBytes(StandardCharsets.US_ASCII)}) {
      var token =
          TestIssuer.token("rsa").signWith(Keys.hmacShaKeyFor(secret), Jwts.SIG.HS256).compact();
      assertRefused("token-invalid", token);
    }
  }

  @Test
  void aKeyWorksWithItsOwnAlgorithmOnly() throws Exception {
    assertRefused("token-invalid", signedByHand("PS256", "rsa", "SHA256withRSA"));
    assertRefused("token-invalid", signedByHand("RS512", "rsa", "SHA512withRSA"));
    assertRefused("token-invalid", signedByHand("ES256", "rsa", "SHA256withRSA"));
    assertRefused("token-invalid", signedByHand("RS256", "ed", "Ed25519"));
    assertRefused("token-invalid", signedByHand("EdDSA", "ec", "SHA256withECDSA"));
    assertRefused(
        "token-invalid", signedByHand("ES256", "ec", "SHA256withECDSA")); // DER instead of r ‖ s
  }

  @Test
  void aSignatureByAnotherKeyIsRefused() {
    var other = new TestIssuer().withRsa("rsa").withEc("ec").withEd("ed");
    for (var kid : new String[] {"rsa", "ec", "ed"}) {
      assertRefused("token-invalid", other.sign(kid));
    }
  }

  @Test
  void aSignatureHasOneForm() {
    for (var key : List.of("rsa", "ec", "ed")) {
      var token = PORTAL.sign(key);
      int signature = token.lastIndexOf('.') + 1;
      var before = token.substring(0, signature);
      var behind = token.substring(signature);
      char last = behind.charAt(behind.length() - 1);
      assertTrue("AQgw".indexOf(last) >= 0, "four bits of the last character are not used");
      var sameBytes = behind.substring(0, behind.length() - 1) + (char) (last + 1);
      for (var other :
          List.of("::" + behind, behind + ":", "=" + behind, behind + "==", sameBytes)) {
        assertRefused("token-invalid", before + other);
      }
    }
  }

  @Test
  void anEcSignatureOfZerosIsRefused() {
    var payload = payload(TestIssuer.token("ec"));
    assertRefused(
        "token-invalid",
        TestIssuer.compact("{\"alg\":\"ES256\",\"kid\":\"ec\"}", payload, new byte[64]));
  }

  @Test
  void changedClaimsAreRefused() {
    var parts = PORTAL.sign("rsa").split("\\.");
    var forged = payload(TestIssuer.token("rsa").subject("p-2"));
    var payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(forged.getBytes(StandardCharsets.UTF_8));
    assertRefused("token-invalid", parts[0] + "." + payload + "." + parts[2]);
  }

  @Test
  void aTokenOfAnotherIssuerOrForAnotherAudienceIsRefused() {
    assertRefused(
        "token-wrong-issuer", signed(TestIssuer.token("rsa").issuer("https://portal.example/")));
    assertRefused("token-wrong-issuer", signed(TestIssuer.token("rsa").issuer(null)));
    assertRefused("token-wrong-audience", signed(withAudience("another")));
    assertRefused("token-wrong-audience", signed(TestIssuer.token("rsa").audience().clear().and()));
    assertEquals(
        "p-1", judge.judge(signed(withAudience("another", TestIssuer.AUDIENCE))).subject());
  }

  @Test
  void timesAreJudgedWithTheSkewAndNotMore() {
    var token = PORTAL.sign("rsa"); // valid from NOW to NOW + 3600 s, in whole seconds
    var from = NOW.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    assertEquals("p-1", judgeAt(from.minusSeconds(2)).judge(token).subject());
    assertRefused("token-not-yet-valid", judgeAt(from.minusSeconds(3)), token);
    assertEquals("p-1", judgeAt(from.plusSeconds(3601)).judge(token).subject());
    assertRefused("token-expired", judgeAt(from.plusSeconds(3603)), token);
  }

  @Test
  void aTokenIssuedInTheFutureOrWithoutEndIsRefused() {
    var tomorrow = Date.from(NOW.plus(Duration.ofDays(1)));
    assertRefused("token-not-yet-valid", signed(TestIssuer.token("rsa").issuedAt(tomorrow)));
    assertRefused("token-invalid", signed(TestIssuer.token("rsa").expiration(null)));
  }

  @Test
  void aTokenWithoutSubjectIsRefused() {
    assertRefused("token-invalid", signed(TestIssuer.token("rsa").subject(null)));
    assertRefused("token-invalid", signed(TestIssuer.token("rsa").subject("x".repeat(256))));
  }

  @Test
  void aTokenWithoutKeyIdOrWithAnUnknownOneIsRefused() {
    var key = PORTAL.pair("rsa").getPrivate();
    assertRefused(
        "token-invalid",
        TestIssuer.token("rsa").header().keyId(null).and().signWith(key).compact());
    assertRefused("token-unknown-key", TestIssuer.token("elsewhere").signWith(key).compact());
  }

  @Test
  void aKeyInTheTokenItselfIsNotBelieved() {
    var attacker = new TestIssuer().withRsa("rsa");
    var jwk =
        io.jsonwebtoken.security.Jwks.builder()
            .key((java.security.interfaces.RSAPublicKey) attacker.pair("rsa").getPublic())
            .build();
    var token =
        TestIssuer.token("rsa")
            .header()
            .jwk(jwk)
            .and()
            .signWith(attacker.pair("rsa").getPrivate())
            .compact();
    assertRefused("token-invalid", token);
  }

  @Test
  void whatAHeaderAsksForBeyondTheSignatureIsRefused() throws Exception {
    for (var extra :
        new String[] {
          "\"crit\":[\"b64\"],\"b64\":false",
          "\"crit\":[\"exp\"]",
          "\"crit\":[]",
          "\"crit\":null",
          "\"zip\":\"DEF\""
        }) {
      var header = "{\"alg\":\"RS256\",\"kid\":\"rsa\"," + extra + "}";
      assertRefused(
          "token-invalid",
          signedByHand(header, payload(TestIssuer.token("rsa")), "rsa", "SHA256withRSA"));
    }
  }

  @Test
  void whatIsNoTokenIsRefused() throws Exception {
    for (var text :
        new String[] {
          "", ".", "..", "...", "a.b.c", "ä.ö.ü", "e30.e30.e30", "null", PORTAL.sign("rsa") + "."
        }) {
      assertRefused("token-invalid", text);
    }
    for (var payload :
        new String[] {
          "",
          "[]",
          "null",
          "{",
          "{\"exp\":\"soon\"}",
          "{\"iss\":[1]}",
          "{\"sub\":\"a\",\"sub\":\"b\"}"
        }) {
      assertRefused(
          "token-invalid",
          signedByHand("{\"alg\":\"RS256\",\"kid\":\"rsa\"}", payload, "rsa", "SHA256withRSA"));
    }
  }

  @Test
  void withoutAnyKeysItIsNotTheCallersFault() {
    var settings = settings();
    var keyless =
        TokenJudge.ofPortal(settings, () -> TokenKeys.NONE, Clock.fixed(NOW, ZoneOffset.UTC));
    var refused = assertThrows(ProblemException.class, () -> keyless.judge(PORTAL.sign("rsa")));
    assertSame(TokenProblems.NO_KEYS, refused);
    assertEquals(503, refused.problem().status());
  }

  @Test
  void onlyPublicSignatureKeysOfGoodSizeAreTakenFromAKeySet() throws Exception {
    var weak = java.security.KeyPairGenerator.getInstance("RSA");
    weak.initialize(1024);
    var weakKey = (java.security.interfaces.RSAPublicKey) weak.generateKeyPair().getPublic();
    var encoder = Base64.getUrlEncoder().withoutPadding();
    var set =
        PORTAL
            .jwks()
            .replaceFirst(
                "\\[",
                "[{\"kty\":\"RSA\",\"kid\":\"weak\",\"e\":\"AQAB\",\"n\":\""
                    + encoder.encodeToString(weakKey.getModulus().toByteArray())
                    + "\"},"
                    + "{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\""
                    + encoder.encodeToString(new byte[64])
                    + "\"},"
                    + "{\"kty\":\"new\",\"kid\":\"unheard-of\"},");
    var ids =
        TokenKeys.read(set.replaceFirst("\"use\":\"sig\"", "\"use\":\"enc\"")).byId().keySet();
    assertEquals(java.util.Set.of("ec", "ed"), ids);
  }

  private static TokenJudge judgeAt(Instant now) {
    var keys = TokenKeys.read(PORTAL.jwks());
    return TokenJudge.ofPortal(settings(), () -> keys, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static TokenSettings settings() {
    return new TokenSettings(
        TestIssuer.ISSUER, TestIssuer.AUDIENCE, URI.create("http://unused.example"), 0, 2);
  }

  private static JwtBuilder withAudience(String... audience) {
    return TestIssuer.token("rsa").audience().clear().add(java.util.List.of(audience)).and();
  }

  private static String signed(JwtBuilder token) {
    return token.signWith(PORTAL.pair("rsa").getPrivate()).compact();
  }

  private static String payload(JwtBuilder token) {
    var compact = token.signWith(PORTAL.pair("rsa").getPrivate()).compact();
    return new String(
        Base64.getUrlDecoder().decode(compact.split("\\.")[1]), StandardCharsets.UTF_8);
  }

  private static String signedByHand(String alg, String kid, String algorithm) throws Exception {
    var header = "{\"alg\":\"" + alg + "\",\"kid\":\"" + kid + "\"}";
    return signedByHand(header, payload(TestIssuer.token(kid)), kid, algorithm);
  }

  private static String signedByHand(String header, String payload, String kid, String algorithm)
      throws Exception {
    var unsigned = TestIssuer.compact(header, payload, new byte[0]);
    var signature = Signature.getInstance(algorithm);
    signature.initSign(PORTAL.pair(kid).getPrivate());
    signature.update(
        unsigned.substring(0, unsigned.length() - 1).getBytes(StandardCharsets.US_ASCII));
    return TestIssuer.compact(header, payload, signature.sign());
  }

  private void assertRefused(String code, String compact) {
    assertRefused(code, judge, compact);
  }

  private static void assertRefused(String code, TokenJudge judge, String compact) {
    var refused =
        assertThrows(ProblemException.class, () -> judge.judge(compact), () -> "taken: " + compact);
    assertEquals(
        Map.entry(code, 401), Map.entry(refused.problem().code(), refused.problem().status()));
  }

  @Test
  void aMachinesTokenNamesItsKeyAndLivesTenMinutes() {
    var keys = machines("rsa", "ec", "ed");
    for (var kid : keys.keySet()) {
      var bearer = machineJudge(keys).judge(machineToken(kid).compact());
      assertEquals(kid, bearer.subject());
      assertEquals(true, bearer.isMachine());
      assertEquals(NOW.plusSeconds(600).getEpochSecond(), bearer.expiresAt().getEpochSecond());
    }
  }

  @Test
  void aMachineIsNobodyElseAndNoPerson() {
    var judge = machineJudge(machines("rsa", "ec"));
    assertEquals(
        Optional.empty(),
        judge
            .judge(machineToken("rsa").claim("citizen_id", "001207000001").compact())
            .citizenNumber());
    assertRefused(judge, "token-wrong-issuer", machineToken("rsa").issuer("ec"));
    assertRefused(judge, "token-wrong-issuer", machineToken("rsa").issuer(TestIssuer.ISSUER));
    assertRefused(judge, "token-invalid", machineToken("rsa").subject("ec"));
    assertRefused(judge, "token-wrong-audience", machineToken("rsa").audience().single("other"));
  }

  @Test
  void aMachinesTokenThatLivesLongOrDoesNotSaySinceWhenIsRefused() {
    var judge = machineJudge(machines("rsa"));
    var longer = Date.from(NOW.plusSeconds(601));
    assertRefused(judge, "token-too-long", machineToken("rsa").expiration(longer));
    assertRefused(judge, "token-invalid", machineToken("rsa").issuedAt(null));
    assertRefused(judge, "token-invalid", machineToken("rsa").expiration(null));
  }

  @Test
  void aKeyThatIsSecretOrWeakSignsNothing() throws Exception {
    var ed = (EdECPublicKey) PORTAL.pair("ed").getPublic();
    var secret = Jwks.builder().octetKeyPair(PORTAL.pair("ed")).build();
    assertEquals(true, TokenKeys.canSign(new JsonObject(PORTAL.jwk("ed"))));
    assertEquals("Ed25519", ed.getParams().getName());
    assertEquals(
        false,
        TokenKeys.canSign(new JsonObject(PORTAL.jwk("ed")).put("d", secret.get("d").toString())));
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    var weak = Jwks.builder().key((RSAPublicKey) generator.generateKeyPair().getPublic()).build();
    var jwk = new JsonObject();
    weak.forEach(jwk::put);
    assertEquals(false, TokenKeys.canSign(jwk));
    assertEquals(false, TokenKeys.canSign(new JsonObject().put("kty", "oct").put("k", "AAAA")));
    assertEquals(false, TokenKeys.canSign(new JsonObject()));
  }

  @Test
  void aKeyThatNoSignatureCanBeCheckedByIsPassedOver() {
    var odd = new JsonObject(new TestIssuer().withRsa("odd").jwk("odd")).put("e", "BA"); // 4
    assertEquals(false, TokenKeys.canSign(odd));
    var good = new JsonObject(PORTAL.jwk("ed"));
    var set = new JsonObject().put("keys", new JsonArray().add(odd).add(good));
    assertEquals(Set.of("ed"), TokenKeys.read(set.encode()).byId().keySet());
    assertEquals(
        Set.of("ed"), TokenKeys.ofMachines(Map.of("odd", odd, "ed", good)).byId().keySet());
  }

  private static Map<String, JsonObject> machines(String... kids) {
    var keys = new HashMap<String, JsonObject>();
    for (var kid : kids) {
      keys.put(kid, new JsonObject(PORTAL.jwk(kid)));
    }
    return keys;
  }

  private static TokenJudge machineJudge(Map<String, JsonObject> jwkById) {
    var keys = TokenKeys.ofMachines(jwkById);
    return TokenJudge.ofMachines(settings(), () -> keys, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static JwtBuilder machineToken(String kid) {
    return TestIssuer.token(kid)
        .issuer(kid)
        .subject(kid)
        .claim("citizen_id", null)
        .expiration(Date.from(NOW.plusSeconds(600)))
        .signWith(PORTAL.pair(kid).getPrivate());
  }

  private static void assertRefused(TokenJudge judge, String code, JwtBuilder token) {
    var refused = assertThrows(ProblemException.class, () -> judge.judge(token.compact()));
    assertEquals(code, refused.problem().code());
  }
}
