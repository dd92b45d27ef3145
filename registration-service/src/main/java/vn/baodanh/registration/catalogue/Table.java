package vn.baodanh.registration.catalogue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All entries of one kind, from one file.
 *
 * @param lines in the order of their keys, and of their years under one key
 */
record Table(Kind kind, List<Line> lines) {
  /**
   * An entry and where it stands.
   *
   * @param number the line of the file, from 1
   */
  record Line(int number, Entry entry) {}

  private static final Comparator<Line> ORDER =
      Comparator.comparing((Line line) -> line.entry().key())
          .thenComparingInt(line -> line.entry().years().from());

  Table {
    lines = lines.stream().sorted(ORDER).toList();
  }

  List<Line> inOrderOfTheFile() {
    return lines.stream().sorted(Comparator.comparingInt(Line::number)).toList();
  }

  Stream<Entry> entries() {
    return lines.stream().map(Line::entry);
  }

  /** When what each key names is valid. */
  Map<Key, List<Years>> yearsByKey() {
    return entries().collect(groupingBy(Entry::key, mapping(Entry::years, toList())));
  }
}
