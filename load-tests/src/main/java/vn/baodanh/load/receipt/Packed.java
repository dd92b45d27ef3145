package vn.baodanh.load.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Bytes to be hashed or signed: integers big-endian, text as its length and UTF-8. */
final class Packed {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);

  Packed raw(byte... some) {
    bytes.writeBytes(some);
    return this;
  }

  Packed number4(int number) {
    return raw(ByteBuffer.allocate(4).putInt(number).array());
  }

  Packed number8(long number) {
    return raw(ByteBuffer.allocate(8).putLong(number).array());
  }

  Packed text(String text) {
    var utf8 = text.getBytes(UTF_8);
    return number4(utf8.length).raw(utf8);
  }

  Packed uuid(UUID uuid) {
    return number8(uuid.getMostSignificantBits()).number8(uuid.getLeastSignificantBits());
  }

  /** Microseconds since 1970. */
  Packed instant(Instant instant) {
    return number8(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  byte[] sha256() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes());
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }
}
