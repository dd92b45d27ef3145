package vn.baodanh.kit;

import java.time.Instant;
import java.util.Optional;

/**
 * What else the portal says of a person's sign-in (OpenID Connect Core, 2 and 5.1); each only if
 * its token says it. Forms are not judged here.
 *
 * @param name full name
 * @param birthdate {@code YYYY-MM-DD}
 * @param acr the class of authentication: how sure the portal is that it was this person
 * @param at when the person was last there ({@code auth_time})
 */
public record SignIn(
    Optional<String> name, Optional<String> birthdate, Optional<String> acr, Optional<Instant> at) {
  /** Nothing is said. */
  public static final SignIn UNKNOWN =
      new SignIn(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
