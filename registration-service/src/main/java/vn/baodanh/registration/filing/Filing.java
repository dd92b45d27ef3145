package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
 * @param enteredBy who filed it, where it was not the candidate
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
    String source,
    @Nullable EnteredBy enteredBy) {
  private static final byte FORMAT = 1;

  /** As {@link #FORMAT}, with who filed it before the content. */
  private static final byte ENTERED = 2;

  private static final int FIXED_BYTES = 1 + 16 + 16 + 1 + 8 + 8 + 32 + 4 + 1 + 1;

  /** What a candidate filed. */
  public Filing(
      UUID id,
      UUID candidate,
      Kind kind,
      long receivedUs,
      long expectedUs,
      byte[] digest,
      Grounds grounds,
      byte[] content,
      String source) {
    this(id, candidate, kind, receivedUs, expectedUs, digest, grounds, content, source, null);
  }

  /** The form in which the queue holds it; {@code keep.lua} reads it as far as the digest. */
  public byte[] encode() {
    byte[] rules = grounds.rulesVersion().getBytes(UTF_8);
    byte[] from = source.getBytes(UTF_8);
    byte[] entry = enteredBy == null ? new byte[0] : encode(enteredBy);
    return ByteBuffer.allocate(
            FIXED_BYTES + rules.length + from.length + entry.length + content.length)
        .put(enteredBy == null ? FORMAT : ENTERED)
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
        .put(entry)
        .put(content)
        .array();
  }

  private static byte[] encode(EnteredBy by) {
    byte[] organisation = by.organisation().getBytes(UTF_8);
    return ByteBuffer.allocate(16 + 1 + organisation.length)
        .put(FilingId.bytes(by.person()))
        .put((byte) organisation.length)
        .put(organisation)
        .array();
  }

  /**
   * @throws IllegalArgumentException if these are not the bytes of a filing
   */
  public static Filing decode(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      byte format = in.get();
      if (format != FORMAT && format != ENTERED) {
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
      EnteredBy by = format == ENTERED ? enteredBy(in) : null;
      byte[] content = take(in, in.remaining());
      return new Filing(
          id, candidate, kind, received, expected, digest, grounds, content, source, by);
    } catch (java.nio.BufferUnderflowException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("filing cut short", e);
    }
  }

  private static EnteredBy enteredBy(ByteBuffer in) {
    UUID person = new UUID(in.getLong(), in.getLong());
    return new EnteredBy(person, new String(take(in, in.get()), UTF_8));
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
