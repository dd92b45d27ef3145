package vn.baodanh.load.candidate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The candidates of one run, numbered from 0. Another name is another crowd: nobody of it has filed
 * yet.
 */
public record Crowd(String name) {
  public Crowd {
    if (!name.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("Not a name for a crowd: " + name);
    }
  }

  /** The portal's name for the candidate (claim {@code sub}). */
  public String subject(int candidate) {
    return name + "-" + candidate;
  }

  /** Twelve digits: born in Hà Nội, 2008. */
  public String citizenNumber(int candidate) {
    return "001%d08%06d".formatted(2 + candidate / 1_000_000 % 2, candidate % 1_000_000);
  }

  /** The exam registration of a candidate, at a school in Hà Nội. */
  public ExamRegistration registration(int candidate) {
    var random = new SplittableRandom(candidate);
    var sex = candidate / 1_000_000 % 2 == 0 ? "male" : "female";
    var born = "2008-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28));
    return ExamRegistration.of(
        new ExamRegistration.Person(
            Names.full(random), sex, born, "citizen", citizenNumber(candidate)),
        "01",
        "001");
  }

  /**
   * The service's own id of a person: a version 8 UUID from the SHA-256 of issuer, line feed and
   * subject.
   */
  public static UUID id(String issuer, String subject) {
    var hash = ByteBuffer.wrap(PreferenceList.sha256((issuer + "\n" + subject).getBytes(UTF_8)));
    return new UUID(
        hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x8000L,
        hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
  }
}
