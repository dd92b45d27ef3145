package vn.baodanh.registration.message;

import java.util.Optional;
import java.util.Set;

/**
 * Whom an announcement is for, by the departments in which candidates registered.
 *
 * @param department the only one; empty for the whole country
 * @param except departments that are left out of the whole country
 */
public record Audience(Optional<String> department, Set<String> except) {
  public static Audience of(String department) {
    return new Audience(Optional.of(department), Set.of());
  }

  /** The whole country, and whoever has not registered; but nobody of these departments. */
  public static Audience allBut(Set<String> departments) {
    return new Audience(Optional.empty(), Set.copyOf(departments));
  }
}
