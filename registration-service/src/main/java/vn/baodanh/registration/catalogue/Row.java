package vn.baodanh.registration.catalogue;

import java.util.List;

/**
 * One line of a file whose cells have the form of their columns.
 *
 * @param number the line of the file on which it begins, from 1; the first holds the columns' names
 * @param cells in the order of the kind's columns
 */
record Row(Kind kind, int number, String[] cells) {
  String text(String column) {
    for (int i = 0; i < cells.length; i++) {
      if (kind.columns().get(i).name().equals(column)) {
        return cells[i];
      }
    }
    throw new IllegalArgumentException(kind + " has no column " + column);
  }

  List<String> list(String column) {
    var text = text(column);
    return text.isEmpty() ? List.of() : List.of(text.split(";"));
  }

  Years years() {
    return Years.of(text(Years.FROM), text(Years.UNTIL));
  }
}
