package vn.baodanh.kit;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/** Signs tokens as a portal would, and publishes the keys. */
final class TestIssuer {

  static final String ISSUER = "https://portal.example";
  static final String AUDIENCE = "baodanh";
  static final Instant NOW = Instant.parse("2026-07-20T10:00:00.123456Z");

  private final Map<String, KeyPair> keys = new LinkedHashMap<>();

  TestIssuer withRsa(String kid) {
    var pair = Jwts.SIG.RS256.keyPair();
    NativeCrypto.provider().ifPresent(pair::provider); // the JDK takes a second
    keys.put(kid, pair.build());
    return this;
  }

  TestIssuer withEc(String kid) {
    keys.put(kid, Jwts.SIG.ES256.keyPair().build());
    return this;
  }

  TestIssuer withEd(String kid) {
    keys.put(kid, Jwks.CRV.Ed25519.keyPair().build());
    return this;
  }

  TestIssuer without(String kid) {
    keys.remove(kid);
    return this;
  }

  KeyPair pair(String kid) {
    return keys.get(kid);
  }

  /** A good token's claims, ready to be changed and signed. */
  static JwtBuilder token(String kid) {
    return Jwts.builder()
        .header()
        .keyId(kid)
        .and()
        .issuer(ISSUER)
        .subject("p-1")
        .audience()
        .add(AUDIENCE)
        .and()
        .claim("citizen_id", "001207000001")
        .claim("name", "Nguyễn Thị Ánh")
        .id("jti-1")
        .issuedAt(Date.from(NOW))
        .notBefore(Date.from(NOW))
        .expiration(Date.from(NOW.plusSeconds(3600)));
  }

  String sign(String kid) {
    return token(kid).signWith(pair(kid).getPrivate()).compact();
  }

  String jwks() {
    var list = new JsonArray();
    keys.forEach((kid, pair) -> list.add(jwk(kid, pair)));
    return new JsonObject().put("keys", list).encode();
  }

  /** The public key as it is registered. */
  String jwk(String kid) {
    return jwk(kid, pair(kid)).encode();
  }

  private static JsonObject jwk(String kid, KeyPair pair) {
    var jwk = new JsonObject().put("kid", kid).put("use", "sig");
    PublicJwk<?> typed =
        switch (pair.getPublic()) {
          case RSAPublicKey rsa -> Jwks.builder().key(rsa).build();
          case ECPublicKey ec -> Jwks.builder().key(ec).build();
          case EdECPublicKey ed -> Jwks.builder().octetKey(pair.getPublic()).build();
          default -> throw new IllegalArgumentException("no such key: " + pair.getPublic());
        };
    typed.forEach((name, value) -> jwk.put(name, value));
    return jwk;
  }

  /** A compact token put together by hand; the signature is given. */
  static String compact(String header, String payload, byte[] signature) {
    var encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString(header.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(signature);
  }
}
