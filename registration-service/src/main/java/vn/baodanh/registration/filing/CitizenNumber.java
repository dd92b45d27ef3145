package vn.baodanh.registration.filing;

import java.util.regex.Pattern;
import vn.baodanh.registration.filing.ExamRegistration.Sex;

/**
 * What the 12 digits of a citizen number (số định danh cá nhân) say: three for the province of
 * birth registration, one for century and sex, two for the year of birth, six more. Records are
 * corrected in life, so they prove nothing.
 */
record CitizenNumber(String digits) {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{12}");

  CitizenNumber {
    if (!isOne(digits)) {
      throw new IllegalArgumentException("no citizen number");
    }
  }

  static boolean isOne(String text) {
    return DIGITS.matcher(text).matches();
  }

  String birthPrefix() {
    return digits.substring(0, 3);
  }

  /** Even is male: the other way round than on the form. */
  Sex sex() {
    return digit(3) % 2 == 0 ? Sex.MALE : Sex.FEMALE;
  }

  /** 0 and 1 stand for the years 1900–1999, 2 and 3 for 2000–2099, and so on. */
  int yearOfBirth() {
    return 1900 + digit(3) / 2 * 100 + digit(4) * 10 + digit(5);
  }

  private int digit(int at) {
    return digits.charAt(at) - '0';
  }
}
