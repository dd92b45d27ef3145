package vn.baodanh.registration.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The lists that make up a catalogue, each from a CSV file of its own. */
enum Kind {
  DEPARTMENTS("departments"),
  SCHOOLS("schools"),
  SUBJECTS("subjects"),
  SUBJECT_GROUPS("subject-groups"),
  INSTITUTIONS("institutions"),
  PROGRAMMES("programmes"),
  METHODS("methods");

  private final String path;

  Kind(String path) {
    this.path = path;
  }

  /** As it is called in addresses and in the database, {@code subject-groups}. */
  String path() {
    return path;
  }

  static Optional<Kind> named(String path) {
    return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
  }

  /** The array of a page, {@code subjectGroups}. */
  String member() {
    return this == SUBJECT_GROUPS ? "subjectGroups" : path;
  }

  /** The contract's operation that lists it, {@code listSubjectGroups}. */
  String operation() {
    return "list" + Character.toUpperCase(member().charAt(0)) + member().substring(1);
  }

  /** What the file's first line names, in any order. */
  List<Column> columns() {
    return switch (this) {
      case DEPARTMENTS -> Department.COLUMNS;
      case SCHOOLS -> School.COLUMNS;
      case SUBJECTS -> Subject.COLUMNS;
      case SUBJECT_GROUPS -> SubjectGroup.COLUMNS;
      case INSTITUTIONS -> Institution.COLUMNS;
      case PROGRAMMES -> Programme.COLUMNS;
      case METHODS -> Method.COLUMNS;
    };
  }

  /** The entry of a line whose cells have the form of their columns. */
  Entry read(Row row) {
    return switch (this) {
      case DEPARTMENTS -> Department.of(row);
      case SCHOOLS -> School.of(row);
      case SUBJECTS -> Subject.of(row);
      case SUBJECT_GROUPS -> SubjectGroup.of(row);
      case INSTITUTIONS -> Institution.of(row);
      case PROGRAMMES -> Programme.of(row);
      case METHODS -> Method.of(row);
    };
  }
}
