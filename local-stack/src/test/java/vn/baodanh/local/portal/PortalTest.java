package vn.baodanh.local.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PortalTest {
  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters";
  private static final String BACK = "http://127.0.0.1:9/back";

  /** With a key in it: making one takes a second. */
  @TempDir static Path made;

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private Portal portal;

  @BeforeAll
  static void makeKey() {
    PortalKeys.in(made, Clock.systemUTC());
  }

  @BeforeEach
  void start() throws IOException {
    try (var keys = Files.list(made)) {
      for (var key : keys.toList()) {
        Files.copy(key, directory.resolve(key.getFileName()));
      }
    }
    portal = Portal.start(PortalSettings.forTest(7), directory, Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    portal.close();
    client.close();
  }

  @Test
  void whoever_signs_in_gets_a_token_that_the_published_keys_verify() throws Exception {
    var person = portal.person(3);
    var code = parameter(authorize("&login_hint=3&state=s%201&nonce=n1"), "code");
    var answer = redeem(code, VERIFIER);

    assertEquals(200, answer.statusCode());
    var tokens = new JsonObject(answer.body());
    var claims = claims(tokens.getString("access_token"));
    assertEquals(portal.issuer(), claims.getIssuer());
    assertEquals(person.subject(), claims.getSubject());
    assertTrue(claims.getAudience().contains("baodanh"));
    assertEquals(person.name(), claims.get("name"));
    assertEquals(person.citizenNumber().orElseThrow(), claims.get("citizen_id"));
    assertEquals(person.birthDate().toString(), claims.get("birthdate"));
    var life = claims.getExpiration().getTime() - claims.getIssuedAt().getTime();
    assertEquals(Duration.ofHours(12).toMillis(), life);
    assertEquals("n1", claims(tokens.getString("id_token")).get("nonce"));
    assertEquals(person.name(), userInfo(tokens.getString("access_token")).getString("name"));
  }

  @Test
  void a_token_says_how_and_when_the_person_signed_in() throws Exception {
    var second = "urn:baodanh:acr:second-factor";
    var code = parameter(authorize("&login_hint=3&max_age=0&acr_values=x+" + second), "code");
    var tokens = new JsonObject(redeem(code, VERIFIER).body());
    for (var name : new String[] {"access_token", "id_token"}) {
      var claims = claims(tokens.getString(name));
      assertEquals(second, claims.get("acr"));
      var now = Clock.systemUTC().instant().getEpochSecond();
      assertTrue(now - ((Number) claims.get("auth_time")).longValue() < 60);
    }
    var plain = parameter(authorize("&login_hint=3"), "code");
    var token = new JsonObject(redeem(plain, VERIFIER).body()).getString("access_token");
    assertEquals("urn:baodanh:acr:password", claims(token).get("acr"));
  }

  @Test
  void a_code_is_good_once_and_only_with_its_verifier() throws Exception {
    var stolen = parameter(authorize("&login_hint=1"), "code");
    assertEquals(400, redeem(stolen, VERIFIER + "x").statusCode());
    assertEquals(400, redeem(stolen, VERIFIER).statusCode());

    var code = parameter(authorize("&login_hint=1"), "code");
    assertEquals(200, redeem(code, VERIFIER).statusCode());
    assertEquals(400, redeem(code, VERIFIER).statusCode());
  }

  @Test
  void without_a_hint_the_test_people_are_listed() throws Exception {
    var page = get("/authorize?" + query("&state=%22%3E")).body();
    assertTrue(page.contains(portal.person(0).name()));
    assertFalse(page.contains("\">\""));
  }

  @Test
  void no_address_of_another_machine_is_redirected_to() throws Exception {
    var there = query("").replace("127.0.0.1", "example.org");
    assertEquals(400, get("/authorize?" + there).statusCode());
    assertEquals("access_denied", parameter(authorize("&login_hint=99999999"), "error"));
  }

  @Test
  void tokens_signed_before_a_rotation_are_still_verified() throws Exception {
    var before = portal.tokens().access(portal.person(1));
    assertEquals(200, post("/simulator/rotate-keys", "").statusCode());
    var after = portal.tokens().access(portal.person(1));

    assertNotEquals(keyId(before), keyId(after));
    assertEquals(portal.person(1).subject(), claims(before).getSubject());
    assertEquals(portal.person(1).subject(), claims(after).getSubject());
    assertTrue(get("/jwks").headers().firstValue("Cache-Control").orElse("").contains("max-age"));
  }

  @Test
  void a_load_generator_signs_with_the_keys_of_the_directory() throws Exception {
    var keys = PortalKeys.in(directory, Clock.systemUTC());
    var offline = new PortalTokens(portal.issuer(), "baodanh", keys, Clock.systemUTC());
    assertEquals(portal.person(5).subject(), claims(offline.access(portal.person(5))).getSubject());
  }

  @Test
  void many_tokens_are_issued_at_once() throws Exception {
    var answer = post("/simulator/tokens", "{\"first\":10,\"count\":20}");
    var tokens = new JsonObject(answer.body()).getJsonArray("tokens");
    assertEquals(20, tokens.size());
    assertEquals(portal.person(29).subject(), claims(tokens.getString(19)).getSubject());
    assertEquals(400, post("/simulator/tokens", "{\"count\":100000}").statusCode());
    assertEquals(400, post("/simulator/tokens", "{\"count\":\"many\"}").statusCode());
    assertEquals(400, post("/simulator/tokens", "[").statusCode());
  }

  private Claims claims(String token) throws Exception {
    var set = Jwks.setParser().build().parse(get("/jwks").body());
    var published =
        set.getKeys().stream().filter(key -> key.getId().equals(keyId(token))).findFirst();
    var verifying = (PublicKey) published.orElseThrow().toKey();
    return Jwts.parser().verifyWith(verifying).build().parseSignedClaims(token).getPayload();
  }

  private static String keyId(String token) {
    var header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
    return new JsonObject(new String(header, StandardCharsets.UTF_8)).getString("kid");
  }

  private String authorize(String more) throws Exception {
    var answer = get("/authorize?" + query(more));
    assertEquals(302, answer.statusCode());
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String query(String more) {
    return "response_type=code&client_id=web&scope=openid&code_challenge_method=S256&redirect_uri="
        + BACK
        + "&code_challenge="
        + SignIns.challengeOf(VERIFIER)
        + more;
  }

  private static String parameter(String location, String name) {
    var found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(location);
    assertTrue(found.find(), location);
    return found.group(1);
  }

  private HttpResponse<String> redeem(String code, String verifier) throws Exception {
    var form =
        "grant_type=authorization_code&client_id=web&redirect_uri=%s&code=%s&code_verifier=%s";
    return send(
        HttpRequest.newBuilder(URI.create(portal.issuer() + "/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form.formatted(BACK, code, verifier))));
  }

  private JsonObject userInfo(String token) throws Exception {
    assertEquals(401, get("/userinfo").statusCode());
    var uri = URI.create(portal.issuer() + "/userinfo");
    var request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
    return new JsonObject(send(request).body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(portal.issuer() + path)));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    var uri = URI.create(portal.issuer() + path);
    return send(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
  }
}
