package vn.baodanh.registration.catalogue;

import java.util.List;
import java.util.stream.Stream;

/**
 * That an entry names another.
 *
 * @param column where in the entry's line it does
 * @param years in one of which the other must be valid
 */
record Reference(String column, Kind kind, Key key, Years years) {
  /** Since when a department's code is the code of its province. */
  private static final Years PROVINCES = Years.of("2026", "");

  /** To each of these codes, in the years of who names them. */
  static Stream<Reference> to(Kind kind, String column, List<String> codes, Years years) {
    return codes.stream().map(code -> new Reference(column, kind, Key.of(code), years));
  }

  /** To the province with this code of the 34; none when it is empty. */
  static List<Reference> toProvince(String code) {
    return code.isEmpty()
        ? List.of()
        : to(Kind.DEPARTMENTS, "province_code", List.of(code), PROVINCES).toList();
  }
}
