package vn.baodanh.registration.person;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * That one person, or machine, may act in one role.
 *
 * @param personId ours, of the person or machine
 * @param subject the portal's name for the person ({@code sub}); of a machine, the grant's own id
 * @param organisation its code in the form of the role; empty for the whole country
 * @param from the first moment at which it holds
 * @param until the first moment at which it holds no more
 * @param scopes what a machine's key may be used for; empty for a person, who may do whatever the
 *     role may
 */
public record Grant(
    UUID id,
    UUID personId,
    String subject,
    Role role,
    String organisation,
    Instant from,
    Instant until,
    Set<Scope> scopes) {
  public Grant {
    if (!role.allows(organisation)) {
      throw new IllegalArgumentException(role + " of \"" + organisation + "\"");
    }
    scopes = Set.copyOf(scopes);
  }

  public boolean holdsAt(Instant moment) {
    return !moment.isBefore(from) && moment.isBefore(until);
  }

  /** A machine's key is named by the grant that it is registered with. */
  public boolean isMachines() {
    return subject.equals(id.toString());
  }

  /** Whether the holder, where it is a machine, may use its key for this. */
  public boolean permits(Scope scope) {
    return !isMachines() || scopes.contains(scope);
  }
}
