package vn.baodanh.local.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A keyed hash of text, in lower-case hex. For any thread. */
final class Hmac {
  private final String algorithm;
  private final SecretKeySpec key;

  /**
   * @param algorithm HmacSHA256 or HmacSHA512
   */
  Hmac(String algorithm, String secret) {
    this.algorithm = algorithm;
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm);
  }

  String hex(String text) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
