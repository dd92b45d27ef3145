package vn.baodanh.local.portal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How and when somebody signed in.
 *
 * @param acr the class of authentication, one of {@link #SUPPORTED}
 */
record Authentication(String acr, Instant at) {
  static final String PASSWORD = "urn:baodanh:acr:password";
  static final String SECOND_FACTOR = "urn:baodanh:acr:second-factor";
  static final List<String> SUPPORTED = List.of(PASSWORD, SECOND_FACTOR);

  /**
   * The first class asked for that there is (OpenID Connect Core, 3.1.2.1); whoever signs in has
   * what it takes. Everybody signs in anew each time, so that no {@code max_age} is exceeded.
   *
   * @param acrValues separated by spaces, the most wanted first
   */
  static Authentication asked(Optional<String> acrValues, Instant now) {
    String acr =
        acrValues.stream()
            .flatMap(values -> List.of(values.split(" ")).stream())
            .filter(SUPPORTED::contains)
            .findFirst()
            .orElse(PASSWORD);
    return new Authentication(acr, now);
  }
}
