package vn.baodanh.load.pull;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import vn.baodanh.load.candidate.ExamRegistration;
import vn.baodanh.load.candidate.Names;

/**
 * One candidate of a population, the same whoever asks.
 *
 * @param id ends with the partition
 */
record Applicant(int number, UUID id, int list) {
  private static final List<String> DEPARTMENTS = List.of("01", "04", "25", "31", "48", "79", "92");

  static Applicant of(long seed, int number, int partition, int lists) {
    var random = new SplittableRandom(seed * 31 + number);
    long high = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L;
    long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFF0L | 0x8000_0000_0000_0000L | partition;
    return new Applicant(number, new UUID(high, low), random.nextInt(lists));
  }

  ExamRegistration registration() {
    var random = new SplittableRandom(number);
    boolean female = random.nextBoolean();
    var name = Names.full(random);
    var born = "2008-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28));
    var citizen = "001%d08%06d".formatted(female ? 3 : 2, number % 1_000_000);
    var department = DEPARTMENTS.get(random.nextInt(DEPARTMENTS.size()));
    return ExamRegistration.of(
        new ExamRegistration.Person(name, female ? "female" : "male", born, "citizen", citizen),
        department,
        "%03d".formatted(1 + random.nextInt(200)));
  }

  /** What no two filings have in common. */
  UUID filing(int kind) {
    return new UUID(
        id.getMostSignificantBits() ^ kind, id.getLeastSignificantBits() ^ (long) kind << 32);
  }
}
