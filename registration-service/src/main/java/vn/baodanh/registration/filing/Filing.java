package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What one candidate sent, judged by the rules that need no state.
 *
 * @param id names request and body ({@link FilingId})
 * @param receivedUs receipt time: when the request's head was read
 * @param expectedUs the version of the document that the sender knew, 0 for none
 * @param digest SHA-256 of the typed body, 32 bytes
 * @param grounds by what it was judged
 * @param content the typed body in canonical form, as {@link PreferenceList#canonical()}
 * @param source address that it came from, for the candidate's own history; at most 64 characters
 */
public record Filing(
    UUID id,
    UUID candidate,
    Kind kind,
    long receivedUs,
    long expectedUs,
    byte[] digest,
    Grounds grounds,
    byte[] content,
    String source) {
  private static final byte FORMAT = 1;
  private static final int FIXED_BYTES = 1 + 16 + 16 + 1 + 8 + 8 + 32 + 4 + 1 + 1;

  /** The form in which the queue holds it; {@code keep.lua} reads it as far as the digest. */
  public byte[] encode() {
    byte[] rules = grounds.rulesVersion().getBytes(UTF_8);
    byte[] from = source.getBytes(UTF_8);
    return ByteBuffer.allocate(FIXED_BYTES + rules.length + from.length + content.length)
        .put(FORMAT)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putLong(candidate.getMostSignificantBits())
        .putLong(candidate.getLeastSignificantBits())
        .put((byte) kind.code())
        .putLong(receivedUs)
        .putLong(expectedUs)
        .put(digest)
        .putInt(grounds.catalogueVersion())
        .put((byte) rules.length)
        .put(rules)
        .put((byte) from.length)
        .put(from)
        .put(content)
        .array();
  }

  /**
   * @throws IllegalArgumentException if these are not the bytes of a filing
   */
  public static Filing decode(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (in.get() != FORMAT) {
        throw new IllegalArgumentException("filing of an unknown format: " + bytes[0]);
      }
      UUID id = new UUID(in.getLong(), in.getLong());
      UUID candidate = new UUID(in.getLong(), in.getLong());
      Kind kind = Kind.of(in.get());
      long received = in.getLong();
      long expected = in.getLong();
      byte[] digest = take(in, 32);
      int catalogue = in.getInt();
      Grounds grounds = new Grounds(new String(take(in, in.get()), UTF_8), catalogue);
      String source = new String(take(in, in.get()), UTF_8);
      byte[] content = take(in, in.remaining());
      return new Filing(id, candidate, kind, received, expected, digest, grounds, content, source);
    } catch (java.nio.BufferUnderflowException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("filing cut short", e);
    }
  }

  public Document document() {
    return new Document(candidate, kind);
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] taken = new byte[length];
    in.get(taken);
    return taken;
  }
}
