package vn.baodanh.registration.message;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a message stands in its candidate's inbox: when it arose, and its id among those of the
 * same microsecond. As text it is the message's id in the API, and a cursor.
 */
record Place(long atUs, UUID id) {
  private static final int BYTES = 24;

  /** After every message. */
  static final Place END = new Place(Long.MAX_VALUE, new UUID(-1, -1));

  String text() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(atUs)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Empty for any text that is no place. */
  static Optional<Place> of(String text) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      return bytes.remaining() == BYTES
          ? Optional.of(new Place(bytes.getLong(), new UUID(bytes.getLong(), bytes.getLong())))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
