package vn.baodanh.registration.person;

import java.time.Instant;
import java.util.UUID;

/**
 * That one person may act in one role.
 *
 * @param subject the portal's name for the person ({@code sub})
 * @param organisation its code in the form of the role; empty for the whole country
 * @param from the first moment at which it holds
 * @param until the first moment at which it holds no more; the earlier end of one that was ended
 */
public record Grant(
    UUID id,
    UUID personId,
    String subject,
    Role role,
    String organisation,
    Instant from,
    Instant until) {
  public Grant {
    if (!role.allows(organisation)) {
      throw new IllegalArgumentException(role + " of \"" + organisation + "\"");
    }
  }

  public boolean holdsAt(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(until);
  }
}
