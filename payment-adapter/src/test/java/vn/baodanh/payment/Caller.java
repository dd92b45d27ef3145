package vn.baodanh.payment;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** Signs callers' tokens with the development key, whose public half the service has built in. */
final class Caller {
  private static final String DEVELOPMENT_KEY =
      "MC4CAQAwBQYDK2VwBCIEIOqooflsXo4n2RgXrdwyzJvBpZfKgNiTciPrRbcvXT9W";

  /** The public half, as a JWK set. */
  static final String PUBLIC_KEYS =
      """
      {"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","kid":"development",\
      "x":"Q5UspOc5SUwI2lcAmORv8CfRkt5i4YD3awu1ngiwcmc"}]}\
      """;

  private Caller() {}

  static String token(String subject, String... roles) {
    return sign(claims(subject).claim("roles", List.of(roles)));
  }

  /** Good for a day and more: a test may put a node's clock forward. */
  static JwtBuilder claims(String subject) {
    Instant now = Instant.now();
    return Jwts.builder()
        .header()
        .keyId("development")
        .and()
        .issuer("registration-service")
        .subject(subject)
        .audience()
        .add("payment-adapter")
        .and()
        .issuedAt(Date.from(now.minusSeconds(600)))
        .expiration(Date.from(now.plusSeconds(200_000)));
  }

  static String sign(JwtBuilder claims) {
    return claims.signWith(key()).compact();
  }

  private static PrivateKey key() {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(DEVELOPMENT_KEY)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
