package vn.baodanh.registration.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals small things that a browser keeps for us, so that it can neither read nor change them:
 * AES-256-GCM (NIST SP 800-38D) under a random nonce, with the name of the key in front. Any node
 * with the same keys opens them. A key should seal no more than some billion of them.
 */
final class Seal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int TAG_BITS = 128;
  private static final int NONCE_BYTES = 12;
  private static final int KEY_NAME_BYTES = 4;
  private static final int LEAST_BYTES = KEY_NAME_BYTES + NONCE_BYTES + TAG_BITS / 8;
  private static final int MOST_CHARS = 4_000;

  private final List<NamedKey> keys;
  private final SecureRandom random = new SecureRandom();

  private record NamedKey(byte[] name, SecretKeySpec key) {}

  /**
   * @param keys 32 bytes each; the first seals
   */
  Seal(List<byte[]> keys) {
    this.keys = keys.stream().map(Seal::named).toList();
  }

  /**
   * @param use what the text is for; it opens for nothing else
   */
  String seal(String use, byte[] content) {
    var key = keys.getFirst();
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, use).doFinal(content);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              ByteBuffer.allocate(KEY_NAME_BYTES + NONCE_BYTES + sealed.length)
                  .put(key.name())
                  .put(nonce)
                  .put(sealed)
                  .array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + CIPHER, e);
    }
  }

  /** What was sealed for this use by one of our keys; nothing for any other text. */
  Optional<byte[]> open(String use, String text) {
    if (text.length() > MOST_CHARS) {
      return Optional.empty();
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length < LEAST_BYTES || !isCanonical(text, bytes)) {
        return Optional.empty();
      }
      var name = Arrays.copyOf(bytes, KEY_NAME_BYTES);
      var nonce = Arrays.copyOfRange(bytes, KEY_NAME_BYTES, KEY_NAME_BYTES + NONCE_BYTES);
      for (var key : keys) {
        if (MessageDigest.isEqual(key.name(), name)) {
          int head = KEY_NAME_BYTES + NONCE_BYTES;
          return Optional.of(
              cipher(Cipher.DECRYPT_MODE, key, nonce, use)
                  .doFinal(bytes, head, bytes.length - head));
        }
      }
      return Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The last letter may carry bits that decoding drops: one content, one text. */
  private static boolean isCanonical(String text, byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
  }

  private static Cipher cipher(int mode, NamedKey key, byte[] nonce, String use)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(use.getBytes(UTF_8));
    return cipher;
  }

  private static NamedKey named(byte[] key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update("name of a session key\n".getBytes(UTF_8));
      return new NamedKey(
          Arrays.copyOf(digest.digest(key), KEY_NAME_BYTES), new SecretKeySpec(key, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
