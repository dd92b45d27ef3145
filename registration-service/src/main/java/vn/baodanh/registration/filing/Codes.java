package vn.baodanh.registration.filing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The codes of departments and provinces in force in one year. There are three sets that must not
 * be confused: departments' exam codes until 2025, province codes since July 2025, and the first
 * three digits of citizen numbers; {@code 04} is Đà Nẵng in the first and Cao Bằng in the second.
 *
 * @param departmentByCode names of departments by the two digits that a candidate number begins
 *     with
 * @param provinceByBirthPrefix code of a province by the first three digits of the citizen numbers
 *     of those whose birth is registered there
 */
public record Codes(
    Map<String, String> departmentByCode, Map<String, String> provinceByBirthPrefix) {
  private static final Pattern CANDIDATE_NUMBER = Pattern.compile("[0-9]{8}");

  /**
   * A line of a code table and its years.
   *
   * @param meaning a name, or a code in another set
   * @param firstYear null: since ever
   * @param lastYear null: still
   */
  public record Line(
      String code, String meaning, @Nullable Integer firstYear, @Nullable Integer lastYear) {
    boolean isInForce(int year) {
      return (firstYear == null || firstYear <= year) && (lastYear == null || year <= lastYear);
    }
  }

  public Codes {
    departmentByCode = Map.copyOf(departmentByCode);
    provinceByBirthPrefix = Map.copyOf(provinceByBirthPrefix);
  }

  /** What of two tables is in force in a year. */
  public static Codes inForce(int year, List<Line> departments, List<Line> birthProvinces) {
    return new Codes(inForce(year, departments), inForce(year, birthProvinces));
  }

  private static Map<String, String> inForce(int year, List<Line> lines) {
    return lines.stream()
        .filter(line -> line.isInForce(year))
        .collect(Collectors.toUnmodifiableMap(Line::code, Line::meaning));
  }

  public boolean hasDepartment(String code) {
    return departmentByCode.containsKey(code);
  }

  public boolean hasProvince(String code) {
    return provinceByBirthPrefix.containsValue(code);
  }

  /** The department that gave this candidate number (số báo danh, 8 digits); empty for none. */
  public Optional<String> departmentOf(String candidateNumber) {
    return CANDIDATE_NUMBER.matcher(candidateNumber).matches()
        ? Optional.ofNullable(departmentByCode.get(candidateNumber.substring(0, 2)))
        : Optional.empty();
  }
}
