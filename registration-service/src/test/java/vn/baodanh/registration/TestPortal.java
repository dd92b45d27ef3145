package vn.baodanh.registration;

import io.jsonwebtoken.Jwts;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** A portal that publishes one key and signs tokens for whomever a test names. */
final class TestPortal {
  private final KeyPair key = Jwts.SIG.RS256.keyPair().build();
  private final HttpServer server;

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

  String token(String subject) {
    Instant now = Instant.now();
    return Jwts.builder()
        .header()
        .keyId("k1")
        .and()
        .issuer(issuer())
        .subject(subject)
        .audience()
        .add("baodanh")
        .and()
        .claim("citizen_id", "001207%06d".formatted(Math.floorMod(subject.hashCode(), 1_000_000)))
        .issuedAt(Date.from(now.minusSeconds(600)))
        .notBefore(Date.from(now.minusSeconds(600)))
        .expiration(Date.from(now.plusSeconds(3600)))
        .signWith(key.getPrivate())
        .compact();
  }

  private JsonObject jwks() {
    RSAPublicKey rsa = (RSAPublicKey) key.getPublic();
    return new JsonObject()
        .put(
            "keys",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("kty", "RSA")
                        .put("kid", "k1")
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
