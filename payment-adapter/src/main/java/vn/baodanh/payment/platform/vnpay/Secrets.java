package vn.baodanh.payment.platform.vnpay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets shared with the platform: one that signs, and for the time of a change the one before
 * or after it, whose signatures are good too. HMAC-SHA512 in hexadecimal.
 */
final class Secrets {
  private static final String ALGORITHM = "HmacSHA512";

  private final SecretKeySpec signing;
  private final List<SecretKeySpec> accepted;

  Secrets(String signing, Optional<String> other) {
    this.signing = key(signing);
    this.accepted =
        other.map(text -> List.of(this.signing, key(text))).orElse(List.of(this.signing));
  }

  /** 128 small hexadecimal digits. */
  String sign(String text) {
    return HexFormat.of().formatHex(mac(signing, text));
  }

  /** Whether one of the secrets signed this; takes the same time whichever digit differs. */
  boolean signed(String text, String signature) {
    byte[] given = signature.toLowerCase(Locale.ROOT).getBytes(US_ASCII);
    boolean signed = false;
    for (SecretKeySpec secret : accepted) {
      byte[] expected = HexFormat.of().formatHex(mac(secret, text)).getBytes(US_ASCII);
      signed |= MessageDigest.isEqual(expected, given);
    }
    return signed;
  }

  private static byte[] mac(SecretKeySpec secret, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static SecretKeySpec key(String secret) {
    return new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
  }
}
