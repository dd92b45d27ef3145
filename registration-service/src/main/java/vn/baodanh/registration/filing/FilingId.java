package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * The id of a filing says what was asked, so that a repeat is the same filing on whichever node or
 * lane it arrives: the first 80 bits are a hash of candidate, kind and idempotency key, the last 48
 * are the beginning of the body's digest. It is a UUID version 8 (RFC 9562).
 */
public final class FilingId {
  private static final long BODY_BITS = 0xFFFF_FFFF_FFFFL;

  private FilingId() {}

  /**
   * @param key the request's idempotency key, ASCII
   * @param digest SHA-256 of the typed body, 32 bytes
   */
  public static UUID of(UUID candidate, Kind kind, String key, byte[] digest) {
    MessageDigest sha = Digests.sha256();
    sha.update(bytes(candidate));
    sha.update((byte) kind.code());
    ByteBuffer request = ByteBuffer.wrap(sha.digest(key.getBytes(US_ASCII)));
    ByteBuffer body = ByteBuffer.wrap(digest);
    long high = request.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L;
    long low = (request.getShort() & 0xFFFFL) << 48 | body.getLong() >>> 16;
    return new UUID(high, low & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
  }

  /**
   * Whether both are of one kind and came with the same key from the same candidate, whatever their
   * bodies.
   */
  public static boolean sameRequest(UUID one, UUID other) {
    return firstOfRequest(one).equals(firstOfRequest(other));
  }

  /** The lowest id that a filing with this one's candidate, kind and key can have. */
  public static UUID firstOfRequest(UUID id) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() & ~BODY_BITS);
  }

  /** The highest id that a filing with this one's candidate, kind and key can have. */
  public static UUID lastOfRequest(UUID id) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() | BODY_BITS);
  }

  /** The 16 bytes of a UUID, most significant first. */
  public static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
