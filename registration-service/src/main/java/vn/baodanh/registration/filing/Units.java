package vn.baodanh.registration.filing;

import java.util.Optional;

/** Schools and points of receipt (điểm thu nhận hồ sơ) of a season. */
@FunctionalInterface
public interface Units {
  /**
   * Whether this department has a school (001–900) or a point of receipt (901–999) of this code.
   *
   * @param departmentCode two digits, of the season's codes
   * @param unitCode three digits
   */
  boolean has(String departmentCode, String unitCode);

  /** The priority area of a school in the season's year; empty where it is not known. */
  default Optional<PriorityArea> area(String departmentCode, String unitCode) {
    return Optional.empty();
  }
}
