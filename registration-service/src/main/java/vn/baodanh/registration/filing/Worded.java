package vn.baodanh.registration.filing;

import java.util.Locale;

/** A constant that forms and files name by a fixed word. */
public interface Worded {
  /** The constant's own name. */
  String name();

  /** The word, as the API writes it. */
  default String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The constant of this word.
   *
   * @throws IllegalArgumentException if there is none
   */
  static <E extends Enum<E> & Worded> E of(Class<E> type, String text) {
    for (var one : type.getEnumConstants()) {
      if (one.text().equals(text)) {
        return one;
      }
    }
    throw new IllegalArgumentException("no " + type.getSimpleName() + " is called " + text);
  }
}
