package vn.baodanh.registration.catalogue;

import java.util.Comparator;

/**
 * What names an entry among those of its kind and year.
 *
 * @param group the code of the department or institution that it belongs to; empty where there is
 *     none
 * @param code its own code inside that group
 */
record Key(String group, String code) implements Comparable<Key> {
  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::group).thenComparing(Key::code);

  static Key of(String code) {
    return new Key("", code);
  }

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }

  /** For people, as {@code BKA/IT1}. */
  @Override
  public String toString() {
    return group.isEmpty() ? code : group + "/" + code;
  }
}
