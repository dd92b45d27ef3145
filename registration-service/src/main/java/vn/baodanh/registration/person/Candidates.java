package vn.baodanh.registration.person;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Who of those whom the portal signs in is a candidate. */
public final class Candidates {
  private Candidates() {}

  /**
   * The internal id: a UUID of version 8 (RFC 9562, 5.8) whose other bits are the first of SHA-256
   * over {@code issuer "\n" subject}. So one account is one candidate on every node and after every
   * restart, and the id says nothing about the person.
   */
  public static UUID idOf(String issuer, String subject) {
    var hash = ByteBuffer.wrap(sha256((issuer + "\n" + subject).getBytes(UTF_8)));
    long high = hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L;
    long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
