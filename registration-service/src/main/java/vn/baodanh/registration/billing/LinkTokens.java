package vn.baodanh.registration.billing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The text in a payment link's address: its id and the first half of an HMAC-SHA-256 of it, in
 * base64url. Nobody guesses it, it can be shown to its owner again, and whoever reads the database
 * cannot make it.
 */
final class LinkTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] USE = "payment link\n".getBytes(US_ASCII);
  private static final int ID_BYTES = 16;
  private static final int MAC_BYTES = 16;

  private final SecretKeySpec key;

  /**
   * @param key at least 32 bytes; may serve elsewhere too, where other things are hashed
   */
  LinkTokens(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  String of(UUID link) {
    byte[] token = new byte[ID_BYTES + MAC_BYTES];
    ByteBuffer.wrap(token)
        .putLong(link.getMostSignificantBits())
        .putLong(link.getLeastSignificantBits());
    System.arraycopy(mac(token), 0, token, ID_BYTES, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The link that a token names; none for what is not ours. */
  Optional<UUID> link(String text) {
    try {
      byte[] token = Base64.getUrlDecoder().decode(text);
      if (token.length != ID_BYTES + MAC_BYTES) {
        return Optional.empty();
      }
      ByteBuffer id = ByteBuffer.wrap(token);
      UUID link = new UUID(id.getLong(), id.getLong());
      return MessageDigest.isEqual(text.getBytes(US_ASCII), of(link).getBytes(US_ASCII))
          ? Optional.of(link)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Over the id, which the token begins with. */
  private byte[] mac(byte[] token) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(USE);
      mac.update(token, 0, ID_BYTES);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
