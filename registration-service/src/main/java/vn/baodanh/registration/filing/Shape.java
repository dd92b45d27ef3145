package vn.baodanh.registration.filing;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What belongs in a place of a form, as the contract's schema says it: the two accept the same
 * bodies. {@link FormReader} reads by it.
 */
sealed interface Shape {
  /**
   * Text, in Unicode form NFC when it was read.
   *
   * @param pattern what it must be, as sent and in form NFC
   * @param most its most characters (code points), as sent and in form NFC
   * @param trimmed whether spaces around it are taken away
   * @param vietnamese what is expected, for the candidate
   * @param english the same in English
   */
  record Text(Pattern pattern, int most, boolean trimmed, String vietnamese, String english)
      implements Shape {}

  /** A day of the calendar, ISO 8601. */
  record Day() implements Shape {}

  /** One of these words. */
  record OneOf(List<? extends Worded> choices) implements Shape {
    OneOf(Worded... choices) {
      this(List.of(choices));
    }
  }

  /** True or false. */
  record Flag() implements Shape {}

  /** A list of one to so many. */
  record Many(Shape item, int most) implements Shape {}

  /**
   * An object with these members and no other.
   *
   * @param byName the same by their names
   */
  record Form(List<Member> members, Map<String, Member> byName) implements Shape {
    Form(Member... members) {
      this(
          List.of(members),
          Stream.of(members).collect(Collectors.toUnmodifiableMap(Member::name, member -> member)));
    }
  }

  /**
   * A member of an object.
   *
   * @param vietnamese its name for the candidate
   * @param english the same in English
   */
  record Member(String name, boolean required, Shape shape, String vietnamese, String english) {
    static Member required(String name, Shape shape, String vietnamese, String english) {
      return new Member(name, true, shape, vietnamese, english);
    }

    static Member optional(String name, Shape shape) {
      return new Member(name, false, shape, "", "");
    }
  }
}
