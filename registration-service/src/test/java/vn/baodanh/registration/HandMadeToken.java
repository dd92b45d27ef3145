package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** Tokens in compact form (RFC 7515, 7.1) of whatever parts. */
final class HandMadeToken {
  private HandMadeToken() {}

  static String of(String header, String payload, byte[] signature) {
    return encoded(header) + "." + encoded(payload) + "." + encoded(signature);
  }

  /**
   * @param algorithm as {@link Signature} names it
   */
  static String signed(String header, String payload, PrivateKey key, String algorithm)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update((encoded(header) + "." + encoded(payload)).getBytes(US_ASCII));
    return of(header, payload, signature.sign());
  }

  static String encoded(String part) {
    return encoded(part.getBytes(UTF_8));
  }

  private static String encoded(byte[] part) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
  }
}
