package vn.baodanh.kit;

import java.net.URI;

/**
 * Whose tokens are taken.
 *
 * @param issuer exact value of {@code iss}
 * @param audience a value that {@code aud} must hold
 * @param jwksUri where the issuer publishes its keys
 * @param cacheSize most verified tokens remembered
 * @param clockSkewS how far the issuer's clock may differ, 0 to 5 s
 */
public record TokenSettings(String issuer, String audience, URI jwksUri, int cacheSize, int clockSkewS) {

  public TokenSettings {
    if (clockSkewS < 0 || clockSkewS > 5) {
      throw new IllegalArgumentException("clock skew is 0 to 5 s, not " + clockSkewS);
    }
  }
}
