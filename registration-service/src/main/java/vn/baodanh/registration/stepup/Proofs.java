package vn.baodanh.registration.stepup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Text that proves, until it expires, that a candidate typed the right code; any node can judge it.
 * It is the time of expiry and an HMAC-SHA-256 over candidate and time.
 */
final class Proofs {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 32;

  private final SecretKeySpec key;

  /**
   * @param key at least 32 bytes; may serve elsewhere too, where other things are hashed
   */
  Proofs(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  String of(UUID candidate, Instant expires) {
    byte[] proof =
        ByteBuffer.allocate(Long.BYTES + MAC_BYTES)
            .putLong(expires.getEpochSecond())
            .put(mac("step-up proof", candidate, expires.getEpochSecond(), ""))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(proof);
  }

  boolean holds(String text, UUID candidate, Instant at) {
    try {
      byte[] proof = Base64.getUrlDecoder().decode(text);
      if (proof.length != Long.BYTES + MAC_BYTES) {
        return false;
      }
      long expires = ByteBuffer.wrap(proof).getLong();
      byte[] mac = Arrays.copyOfRange(proof, Long.BYTES, proof.length);
      return at.getEpochSecond() < expires
          && MessageDigest.isEqual(mac, mac("step-up proof", candidate, expires, ""));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What is kept of a code. Without the key, all million codes would be tried in a second. */
  byte[] hash(UUID candidate, String code) {
    return mac("step-up code", candidate, 0, code);
  }

  private byte[] mac(String use, UUID candidate, long number, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((use + "\n").getBytes(US_ASCII));
      mac.update(
          ByteBuffer.allocate(24)
              .putLong(candidate.getMostSignificantBits())
              .putLong(candidate.getLeastSignificantBits())
              .putLong(number)
              .array());
      return mac.doFinal(text.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
