package vn.baodanh.registration.filing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of a foreign language that exempts from the exam in it.
 *
 * @param code as {@code IELTS}
 * @param language code of the subject, N1–N7
 * @param scale which results are enough
 * @param validMonths for how long after its issue; null: for ever
 */
public record Certificate(
    String code, String language, Scale scale, @Nullable Integer validMonths) {
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,2})?");

  public sealed interface Scale {}

  /** One of these levels. */
  public record Levels(Set<String> enough) implements Scale {
    public Levels {
      enough = Set.copyOf(enough);
    }
  }

  /**
   * Scores, each in its bounds; several parts stand with {@code /} between them.
   *
   * @param least of each part
   * @param most of each part
   */
  public record Scores(List<BigDecimal> least, List<BigDecimal> most) implements Scale {
    public Scores {
      least = List.copyOf(least);
      most = List.copyOf(most);
      if (least.isEmpty() || least.size() != most.size()) {
        throw new IllegalArgumentException("scores from %s to %s".formatted(least, most));
      }
    }
  }

  /** Whether this result, as the certificate shows it, is enough. */
  boolean isEnough(String result) {
    return switch (scale) {
      case Levels(var enough) -> enough.contains(result);
      case Scores(var least, var most) -> {
        var parts = List.of(result.split("/", -1));
        boolean enough = parts.size() == least.size();
        for (int i = 0; enough && i < parts.size(); i++) {
          enough = isBetween(least.get(i), parts.get(i), most.get(i));
        }
        yield enough;
      }
    };
  }

  private static boolean isBetween(BigDecimal least, String score, BigDecimal most) {
    if (!DECIMAL.matcher(score).matches()) {
      return false;
    }
    var value = new BigDecimal(score);
    return least.compareTo(value) <= 0 && value.compareTo(most) <= 0;
  }

  /** Whether one issued on a day still holds on another. */
  boolean isValid(LocalDate issuedOn, LocalDate on) {
    return validMonths == null || !issuedOn.plusMonths(validMonths).isBefore(on);
  }
}
