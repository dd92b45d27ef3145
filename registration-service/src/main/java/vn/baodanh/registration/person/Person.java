package vn.baodanh.registration.person;

import java.util.Set;
import java.util.UUID;

/**
 * A candidate (thí sinh) who is signed in.
 *
 * @param candidateId ours, internal, the same at every sign-in; what is filed is filed under it
 * @param subject the portal's name for the account ({@code sub})
 * @param ids under which things of this person are found: the candidate's, and those of candidates
 *     who were found to be the same person
 */
public record Person(UUID candidateId, String subject, Set<UUID> ids) {
  public Person {
    ids = Set.copyOf(ids);
  }

  /** For a statement's parameter. */
  public UUID[] idArray() {
    return ids.toArray(UUID[]::new);
  }
}
