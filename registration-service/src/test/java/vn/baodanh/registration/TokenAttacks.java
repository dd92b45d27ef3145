package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.Keys;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** What somebody without a good token may send to be taken for a candidate. */
final class TokenAttacks {
  /**
   * One of them.
   *
   * @param code of the problem document that answers it
   * @param onto puts it on a request to which nothing else is wrong
   */
  record Attack(String name, String code, UnaryOperator<Call> onto) {}

  private static final int MOST_TOKEN_BYTES = 4096;

  private final List<Attack> attacks = new ArrayList<>();
  private final TestPortal portal;
  private final String subject;
  private final String good;

  private TokenAttacks(TestPortal portal, String subject) {
    this.portal = portal;
    this.subject = subject;
    this.good = portal.token(subject);
  }

  /** All of them, made for this candidate. */
  static List<Attack> on(TestPortal portal, String subject, Random random) {
    TokenAttacks all = new TokenAttacks(portal, subject);
    try {
      all.addUnsigned();
      all.addConfusedAlgorithms();
      all.addOtherKeys();
      all.addClaims();
      all.addHeaders();
      all.addChangedTokens();
      all.addOtherPlaces();
      all.addGarbage(random);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return all.attacks;
  }

  private void addUnsigned() {
    for (String alg : List.of("none", "None", "NONE", "nOnE", "")) {
      token(
          "alg " + alg,
          "token-invalid",
          HandMadeToken.of(
              "{\"alg\":\"" + alg + "\",\"kid\":\"" + kid() + "\"}", payload(), new byte[0]));
    }
    token("no signature", "token-invalid", good.substring(0, good.lastIndexOf('.') + 1));
    token("two parts", "token-invalid", good.substring(0, good.lastIndexOf('.')));
  }

  /** The public key as a shared secret, and algorithms that do not go with the key. */
  private void addConfusedAlgorithms() throws GeneralSecurityException {
    byte[] der = portal.key().pair().getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n";
    for (byte[] secret : List.of(der, pem.getBytes(US_ASCII), pem.strip().getBytes(US_ASCII))) {
      token(
          "HS256 with the public key, " + secret.length + " bytes",
          "token-invalid",
          claims().signWith(Keys.hmacShaKeyFor(secret), Jwts.SIG.HS256).compact());
    }
    token("RS512", "token-invalid", signed("RS512", "", "SHA512withRSA"));
    token("PS256", "token-invalid", signed("PS256", "", "SHA256withRSA"));
    token("ES256 by an RSA key", "token-invalid", signed("ES256", "", "SHA256withRSA"));
    token("EdDSA by an RSA key", "token-invalid", signed("EdDSA", "", "SHA256withRSA"));
  }

  private void addOtherKeys() {
    TestPortal.Key attackers = TestPortal.Key.generate(kid());
    var own = attackers.pair().getPrivate();
    token("another key, same name", "token-invalid", claims().signWith(own).compact());
    token(
        "unknown key",
        "token-unknown-key",
        claims().header().keyId("elsewhere").and().signWith(own).compact());
    token(
        "a path as the key's name",
        "token-unknown-key",
        claims().header().keyId("../../dev/null").and().signWith(own).compact());
    token(
        "no key's name",
        "token-invalid",
        claims().header().keyId(null).and().signWith(own).compact());
    var jwk = Jwks.builder().key((RSAPublicKey) attackers.pair().getPublic()).build();
    token(
        "a key in the token",
        "token-invalid",
        claims().header().jwk(jwk).and().signWith(own).compact());
    for (String place : List.of("jku", "x5u")) {
      token(
          "a key at " + place,
          "token-invalid",
          claims().header().add(place, portal.issuer() + "/evil").and().signWith(own).compact());
    }
  }

  private void addClaims() {
    Instant now = Instant.now();
    Map<String, UnaryOperator<JwtBuilder>> wrong =
        Map.of(
            "another issuer", token -> token.issuer("http://127.0.0.1:1"),
            "issuer and a slash", token -> token.issuer(portal.issuer() + "/"),
            "no issuer", token -> token.issuer(null));
    wrong.forEach((name, change) -> token(name, "token-wrong-issuer", change.apply(claims())));
    token(
        "another audience",
        "token-wrong-audience",
        claims().audience().clear().add("another").and());
    token("no audience", "token-wrong-audience", claims().audience().clear().and());
    token("expired", "token-expired", claims().expiration(Date.from(now.minusSeconds(30))));
    token("no end", "token-invalid", claims().expiration(null));
    Date later = Date.from(now.plus(Duration.ofMinutes(5)));
    token("not yet valid", "token-not-yet-valid", claims().notBefore(later));
    token("issued later", "token-not-yet-valid", claims().issuedAt(later));
    token("nobody", "token-invalid", claims().subject(null));
    token("a subject of 300 characters", "token-invalid", claims().subject("x".repeat(300)));
    token(
        "more than 4 KiB", "token-too-large", claims().claim("more", "x".repeat(MOST_TOKEN_BYTES)));
  }

  private void addHeaders() throws GeneralSecurityException {
    for (String more :
        List.of(
            "\"crit\":[\"exp\"]",
            "\"crit\":[\"b64\"],\"b64\":false",
            "\"b64\":false",
            "\"zip\":\"DEF\"")) {
      token(more, "token-invalid", signed("RS256", "," + more, "SHA256withRSA"));
    }
    token("two algorithms", "token-invalid", signed("none", ",\"alg\":\"RS256\"", "SHA256withRSA"));
  }

  private void addChangedTokens() {
    String[] parts = good.split("\\.");
    String forged = payload().replace(subject, "somebody-else");
    token(
        "other claims",
        "token-invalid",
        parts[0] + "." + HandMadeToken.encoded(forged) + "." + parts[2]);
    token("a signature cut short", "token-invalid", good.substring(0, good.length() - 4));
    token("two tokens", "token-invalid", good + good);
    token("two tokens and a comma", "token-invalid", good + "," + good);
    token("a dot at the end", "token-invalid", good + ".");
    token("five parts", "token-invalid", good + ".a.b");
    token("quotes", "token-invalid", "\"" + good + "\"");
    token("a space inside", "token-invalid", parts[0] + " ." + parts[1] + "." + parts[2]);
  }

  private void addOtherPlaces() {
    add(
        "in the query",
        "token-missing",
        call -> call.withTarget(call.target() + "?access_token=" + good));
    add(
        "in a body",
        "token-missing",
        call ->
            call.withBody(("{\"access_token\":\"" + good + "\"}").getBytes(UTF_8))
                .replacing("Content-Type", "application/json"));
    add(
        "in a form",
        "token-missing",
        call ->
            call.withBody(("access_token=" + good).getBytes(UTF_8))
                .replacing("Content-Type", "application/x-www-form-urlencoded"));
    header("in a cookie", "token-missing", "Cookie", "access_token=" + good);
    header("in another header", "token-missing", "X-Access-Token", good);
    header("for a proxy", "token-missing", "Proxy-Authorization", "Bearer " + good);
    header("without scheme", "token-missing", "Authorization", good);
    header("another scheme", "token-missing", "Authorization", "Token " + good);
    header("a name and password", "token-missing", "Authorization", "Basic YTpi");
    header("a tab after the scheme", "token-missing", "Authorization", "Bearer\t" + good);
    header("no token", "token-missing", "Authorization", "Bearer");
    header("nothing", "token-missing", "Authorization", "");
    for (List<String> two :
        List.of(List.of(good, "x"), List.of("x", good), List.of(good, good), List.of("", good))) {
      add(
          "two headers",
          "token-invalid",
          call ->
              call.with("Authorization", "Bearer " + two.getFirst())
                  .with("Authorization", "Bearer " + two.getLast()));
    }
  }

  private void addGarbage(Random random) {
    for (String scheme : List.of("bearer ", "BEARER ", "Bearer ", "Bearer   ")) {
      for (int i = 0; i < 25; i++) {
        StringBuilder text = new StringBuilder("!");
        for (int length = random.nextInt(400); length > 0; length--) {
          text.append((char) ('!' + random.nextInt('~' - '!' + 1)));
        }
        header("garbage", "token-invalid", "Authorization", scheme + text);
      }
    }
  }

  private void add(String name, String code, UnaryOperator<Call> onto) {
    attacks.add(new Attack(name, code, onto));
  }

  private void header(String name, String code, String header, String value) {
    add(name, code, call -> call.with(header, value));
  }

  private void token(String name, String code, String token) {
    header(name, code, "Authorization", "Bearer " + token);
  }

  private void token(String name, String code, JwtBuilder claims) {
    token(name, code, portal.sign(claims));
  }

  private JwtBuilder claims() {
    return portal.claims(subject);
  }

  private String kid() {
    return portal.key().id();
  }

  private String payload() {
    return new String(Base64.getUrlDecoder().decode(good.split("\\.")[1]), UTF_8);
  }

  /** By the portal's key, under a header that no builder would write. */
  private String signed(String alg, String more, String algorithm) throws GeneralSecurityException {
    String header = "{\"alg\":\"" + alg + "\",\"kid\":\"" + kid() + "\"" + more + "}";
    return HandMadeToken.signed(header, payload(), portal.key().pair().getPrivate(), algorithm);
  }
}
