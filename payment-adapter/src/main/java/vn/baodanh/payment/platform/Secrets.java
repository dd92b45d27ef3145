package vn.baodanh.payment.platform;

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
 * The secrets shared with a platform: one that signs, and for the time of a change the one before
 * or after it, whose signatures are good too. An HMAC in hexadecimal.
 */
public final class Secrets {
  private final SecretKeySpec signing;
  private final List<SecretKeySpec> accepted;

  private Secrets(String algorithm, String signing, Optional<String> other) {
    this.signing = key(algorithm, signing);
    this.accepted =
        other
            .map(text -> List.of(this.signing, key(algorithm, text)))
            .orElse(List.of(this.signing));
  }

  /** HMAC-SHA512: signatures of 128 digits. */
  public static Secrets sha512(String signing, Optional<String> other) {
    return new Secrets("HmacSHA512", signing, other);
  }

  /** HMAC-SHA256: signatures of 64 digits. */
  public static Secrets sha256(String signing, Optional<String> other) {
    return new Secrets("HmacSHA256", signing, other);
  }

  /** In small hexadecimal digits. */
  public String sign(String text) {
    return HexFormat.of().formatHex(mac(signing, text));
  }

  /** Whether one of the secrets signed this; takes the same time whichever digit differs. */
  public boolean signed(String text, String signature) {
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
      Mac mac = Mac.getInstance(secret.getAlgorithm());
      mac.init(secret);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + secret.getAlgorithm(), e);
    }
  }

  private static SecretKeySpec key(String algorithm, String secret) {
    return new SecretKeySpec(secret.getBytes(UTF_8), algorithm);
  }
}
