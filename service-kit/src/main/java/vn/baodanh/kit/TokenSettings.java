package vn.baodanh.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;

/**
 * Whose tokens are taken.
 *
 * @param issuer exact value of {@code iss}
 * @param audience a value that {@code aud} must hold
 * @param jwksUri where the issuer publishes its keys, or its discovery document, which says where;
 *     or the keys themselves as a {@code data:} URI
 * @param cacheSize most verified tokens remembered; one takes about 200 bytes of heap
 * @param clockSkewS how far the issuer's clock may differ, 0 to 5 s
 */
public record TokenSettings(
    String issuer, String audience, URI jwksUri, int cacheSize, int clockSkewS) {

  static final String REGISTERED = "data:application/jwk-set+json;base64,"; // RFC 2397

  public TokenSettings {
    if (clockSkewS < 0 || clockSkewS > 5) {
      throw new IllegalArgumentException("clock skew is 0 to 5 s, not " + clockSkewS);
    }
    if (cacheSize < 0) {
      throw new IllegalArgumentException("negative cache size");
    }
  }

  /**
   * Finds the keys by the issuer's discovery document (OpenID Connect Discovery 1.0, section 4).
   */
  public static TokenSettings discovered(
      String issuer, String audience, int cacheSize, int clockSkewS) {
    var base = issuer.endsWith("/") ? issuer : issuer + "/";
    var discovery = URI.create(base + ".well-known/openid-configuration");
    return new TokenSettings(issuer, audience, discovery, cacheSize, clockSkewS);
  }

  /**
   * An issuer whose public keys are registered here, as a JWK set (RFC 7517), and not asked for.
   */
  public static TokenSettings registered(
      String issuer, String audience, String jwks, int cacheSize, int clockSkewS) {
    var keys = Base64.getEncoder().encodeToString(jwks.getBytes(UTF_8));
    return new TokenSettings(
        issuer, audience, URI.create(REGISTERED + keys), cacheSize, clockSkewS);
  }
}
