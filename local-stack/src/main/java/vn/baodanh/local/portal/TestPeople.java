package vn.baodanh.local.portal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import vn.baodanh.local.portal.TestPerson.Sex;

/**
 * Invented people, the same for the same seed. Most were born in 2008; every two-hundredth has a
 * passport and no citizen number. Citizen numbers (province, century and sex, year of birth, six
 * digits) differ among the people of one seed.
 */
public final class TestPeople {
  /** How many people one seed has. */
  public static final int MOST = 10_000_000;

  private static final int PASSPORT_EVERY = 200;
  private static final int SERIALS = 1_000_000;

  /** No multiple of 2 or 5, so that it meets each serial once. */
  private static final long SERIAL_STEP = 387_421;

  /** Times the step it is 1, modulo {@link #SERIALS}. */
  private static final long SERIAL_STEP_BACK = 140_981;

  private static final List<String> PROVINCES = provinces();

  private TestPeople() {}

  /** The person at place {@code number} (0 to {@link #MOST} - 1) of a seed's list. */
  public static TestPerson person(long seed, int number) {
    Objects.checkIndex(number, MOST);
    var random = new SplittableRandom(new SplittableRandom(seed).nextLong() ^ number);
    var sex = random.nextBoolean() ? Sex.FEMALE : Sex.MALE;
    var birthDate = birthDate(random);
    var name = TestNames.name(random, sex);
    var subject = HexFormat.of().toHexDigits(random.nextLong());
    if (number % PASSPORT_EVERY == PASSPORT_EVERY - 1) {
      var passport = "N%08d".formatted(number);
      return new TestPerson(
          number, subject, name, birthDate, sex, Optional.empty(), Optional.of(passport));
    }
    var citizenNumber = citizenNumber(seed, number, birthDate, sex);
    return new TestPerson(
        number, subject, name, birthDate, sex, Optional.of(citizenNumber), Optional.empty());
  }

  /** Who has this citizen number, among the first so many people of a seed's list. */
  public static Optional<TestPerson> withCitizenNumber(long seed, int people, String number) {
    if (!number.matches("[0-9]{12}")) {
      return Optional.empty();
    }
    long serial = Long.parseLong(number.substring(6));
    long offset = serial - Math.floorMod(seed, (long) SERIALS);
    long within = Math.floorMod(offset * SERIAL_STEP_BACK, (long) SERIALS);
    for (long at = within; at < people; at += SERIALS) {
      var person = person(seed, (int) at);
      if (person.citizenNumber().filter(number::equals).isPresent()) {
        return Optional.of(person);
      }
    }
    return Optional.empty();
  }

  private static LocalDate birthDate(SplittableRandom random) {
    var percent = random.nextInt(100);
    var year =
        percent < 90
            ? 2008
            : percent < 97 ? 2007 : percent < 98 ? 2009 : random.nextInt(1996, 2007);
    return LocalDate.ofYearDay(year, 1 + random.nextInt(365));
  }

  /** A seed's first million people differ in the serial; from then on the province moves on too. */
  private static String citizenNumber(long seed, int number, LocalDate birthDate, Sex sex) {
    var within = number % SERIALS;
    var serial = Math.floorMod(within * SERIAL_STEP + seed, (long) SERIALS);
    var home = new SplittableRandom(seed + within).nextInt(PROVINCES.size());
    var province = PROVINCES.get((home + number / SERIALS) % PROVINCES.size());
    var century = birthDate.getYear() / 100 - 19;
    var centuryAndSex = 2 * century + (sex == Sex.FEMALE ? 1 : 0);
    return "%s%d%02d%06d".formatted(province, centuryAndSex, birthDate.getYear() % 100, serial);
  }

  private static List<String> provinces() {
    var table = TestPeople.class.getResourceAsStream("citizen_id_provinces.csv");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(table), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> line.substring(0, 3)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
