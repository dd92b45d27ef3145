package vn.baodanh.registration.filing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a season adds to a candidate's total of three subjects, 30 at most, and the least total.
 * Exact decimal arithmetic; what is granted has two decimals, halves rounded up. Here forms are
 * judged by it; universities rank with programs of their own, by the same numbers (showRules), and
 * the arithmetic says what these mean: the tables of rules try it.
 *
 * @param pointsByGroup of the season's priority groups (đối tượng ưu tiên), by their codes
 * @param pointsByArea of every priority area
 * @param areaYears for how many years after the one of graduation the area counts; null: for ever
 * @param shrinksFrom the total from which priority shrinks; null: it never does
 * @param mostBonus the most that certificates add; null: no limit
 * @param floor the least total with which anybody is admitted; null: none
 */
public record Scoring(
    Map<String, BigDecimal> pointsByGroup,
    Map<PriorityArea, BigDecimal> pointsByArea,
    @Nullable Integer areaYears,
    @Nullable BigDecimal shrinksFrom,
    @Nullable BigDecimal mostBonus,
    @Nullable BigDecimal floor) {
  private static final BigDecimal MOST_TOTAL = new BigDecimal("30");

  public Scoring {
    pointsByGroup = Map.copyOf(pointsByGroup);
    pointsByArea = Map.copyOf(pointsByArea);
    for (var area : PriorityArea.values()) {
      if (!pointsByArea.containsKey(area)) {
        throw new IllegalArgumentException("no points for the area " + area.text());
      }
    }
    if (shrinksFrom != null && shrinksFrom.compareTo(MOST_TOTAL) >= 0) {
      throw new IllegalArgumentException("priority shrinks from " + shrinksFrom);
    }
  }

  /**
   * Priority points before they shrink: of several groups the highest counts, and the area while it
   * is not expired.
   *
   * @param groups codes; one that is none of this season's is worth nothing
   * @param yearsSinceGraduation from the year of graduation to the season's
   */
  public BigDecimal points(Collection<String> groups, PriorityArea area, int yearsSinceGraduation) {
    var group =
        groups.stream()
            .map(code -> pointsByGroup.getOrDefault(code, BigDecimal.ZERO))
            .reduce(BigDecimal.ZERO, BigDecimal::max);
    return areaCounts(yearsSinceGraduation) ? group.add(areaPoints(area)) : group;
  }

  /** Whether the area still counts so many years after graduation. */
  public boolean areaCounts(int yearsSinceGraduation) {
    return areaYears == null || yearsSinceGraduation <= areaYears;
  }

  private BigDecimal areaPoints(PriorityArea area) {
    return pointsByArea.getOrDefault(area, BigDecimal.ZERO);
  }

  /**
   * What of these priority points is added to this total: all below the total from which they
   * shrink, from there on {@code (30 − total) / (30 − shrinksFrom) × points}.
   *
   * @param total 0–30, of three subjects
   */
  public BigDecimal priority(BigDecimal total, BigDecimal points) {
    if (total.signum() < 0 || total.compareTo(MOST_TOTAL) > 0) {
      throw new IllegalArgumentException("a total of " + total);
    }
    if (shrinksFrom == null || total.compareTo(shrinksFrom) < 0) {
      return points.setScale(2, RoundingMode.HALF_UP);
    }
    return MOST_TOTAL
        .subtract(total)
        .multiply(points)
        .divide(MOST_TOTAL.subtract(shrinksFrom), 2, RoundingMode.HALF_UP);
  }

  /** What certificates add that an institution values so. */
  public BigDecimal bonus(BigDecimal offered) {
    return mostBonus == null ? offered : offered.min(mostBonus);
  }

  /** Whether somebody may be admitted with this total of three subjects, without priority. */
  public boolean reachesFloor(BigDecimal total) {
    return floor == null || total.compareTo(floor) >= 0;
  }
}
