package vn.baodanh.registration.person;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** Who of those whom the portal signs in is a candidate. */
public final class Candidates {
  private static final Problem NOT_A_CANDIDATE =
      Problem.of(
          403,
          "not-a-candidate",
          "Tài khoản chưa có số định danh cá nhân hoặc hộ chiếu nên không phải là tài khoản thí"
              + " sinh.",
          "This account has neither a citizen number nor a passport, so it is not a candidate's.");

  private static final Pattern CITIZEN_NUMBER = Pattern.compile("[0-9]{12}");
  private static final Pattern PASSPORT = Pattern.compile("[A-Z0-9]{6,12}");

  /**
   * The candidate whom a verified token names: whoever has a citizen number (12 digits, claim
   * {@code citizen_id}) or a passport (6–12 letters and digits, claim {@code passport}) on file.
   *
   * @throws ProblemException 403 {@code not-a-candidate} for anybody else
   */
  public static Person of(Bearer bearer) {
    if (bearer.citizenNumber().filter(matching(CITIZEN_NUMBER)).isEmpty()
        && bearer.passport().filter(matching(PASSPORT)).isEmpty()) {
      throw new ProblemException(NOT_A_CANDIDATE);
    }
    return new Person(idOf(bearer.issuer(), bearer.subject()), bearer.subject());
  }

  private static Predicate<String> matching(Pattern pattern) {
    return text -> pattern.matcher(text).matches();
  }

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

  private Candidates() {}
}
