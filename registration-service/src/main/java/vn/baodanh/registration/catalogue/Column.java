package vn.baodanh.registration.catalogue;

import java.util.List;
import java.util.stream.Stream;

/**
 * A column of a catalogue's file.
 *
 * @param required whether a cell may not be empty
 */
record Column(String name, Form form, boolean required) {
  static Column required(String name, Form form) {
    return new Column(name, form, true);
  }

  static Column optional(String name, Form form) {
    return new Column(name, form, false);
  }

  /** These, and the years of validity that every kind has. */
  static List<Column> withYears(Column... columns) {
    return Stream.concat(
            Stream.of(columns),
            Stream.of(optional(Years.FROM, Form.YEAR), optional(Years.UNTIL, Form.YEAR)))
        .toList();
  }
}
