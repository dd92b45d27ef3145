package vn.baodanh.registration.people;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Where a pair of candidates stands in the list of suspected duplicates. As text, a cursor. */
record Place(long foundUs, UUID one, UUID other) {
  private static final int BYTES = 40;

  /** Before every pair. */
  static final Place BEGIN = new Place(0, new UUID(0, 0), new UUID(0, 0));

  String text() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(foundUs)
            .putLong(one.getMostSignificantBits())
            .putLong(one.getLeastSignificantBits())
            .putLong(other.getMostSignificantBits())
            .putLong(other.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Empty for any text that is no place. */
  static Optional<Place> of(String text) {
    try {
      ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      return in.remaining() == BYTES
          ? Optional.of(new Place(in.getLong(), id(in), id(in)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static UUID id(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }
}
