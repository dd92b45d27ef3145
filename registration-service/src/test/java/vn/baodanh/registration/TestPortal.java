package vn.baodanh.registration;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.Provider;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import vn.baodanh.kit.NativeCrypto;

/**
 * A portal that publishes one key and signs tokens for whomever a test names. It does so in native
 * code: by the JDK without its second compiler, RSA was a quarter of what the tests cost.
 */
final class TestPortal {
  private static final Optional<Provider> NATIVE = NativeCrypto.provider();

  private final HttpServer server;
  private final AtomicInteger timesAsked = new AtomicInteger();
  private volatile Key key = Key.generate("k1");

  /** A key pair and the name under which it is published. */
  record Key(String id, KeyPair pair) {
    static Key generate(String id) {
      var pair = Jwts.SIG.RS256.keyPair();
      NATIVE.ifPresent(pair::provider);
      return new Key(id, pair.build());
    }
  }

  TestPortal(Vertx vertx) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              JsonObject answer =
                  request.path().endsWith("openid-configuration")
                      ? new JsonObject().put("issuer", issuer()).put("jwks_uri", issuer() + "/jwks")
                      : jwks();
              request.response().putHeader("Content-Type", "application/json").end(answer.encode());
            })
            .listen(0, "127.0.0.1")
            .await();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** The key that signs, and is published. */
  Key key() {
    return key;
  }

  /** Publishes another key instead of the one so far. */
  void rotate(Key next) {
    key = next;
  }

  /** How often the keys were asked for. */
  int timesAsked() {
    return timesAsked.get();
  }

  String token(String subject) {
    return sign(claims(subject));
  }

  String sign(JwtBuilder claims) {
    NATIVE.ifPresent(claims::provider);
    return claims.signWith(key.pair().getPrivate()).compact();
  }

  /** A good token of this candidate, ready to be changed and signed. */
  JwtBuilder claims(String subject) {
    Instant now = Instant.now();
    return Jwts.builder()
        .header()
        .keyId(key.id())
        .and()
        .issuer(issuer())
        .subject(subject)
        .audience()
        .add("baodanh")
        .and()
        .claim("citizen_id", "001207%06d".formatted(Math.floorMod(subject.hashCode(), 1_000_000)))
        .issuedAt(Date.from(now.minusSeconds(600)))
        .notBefore(Date.from(now.minusSeconds(600)))
        .expiration(Date.from(now.plusSeconds(3600)));
  }

  private JsonObject jwks() {
    timesAsked.incrementAndGet();
    RSAPublicKey rsa = (RSAPublicKey) key.pair().getPublic();
    return new JsonObject()
        .put(
            "keys",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("kty", "RSA")
                        .put("kid", key.id())
                        .put("use", "sig")
                        .put("alg", "RS256")
                        .put("n", unsigned(rsa.getModulus()))
                        .put("e", unsigned(rsa.getPublicExponent()))));
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }
}
