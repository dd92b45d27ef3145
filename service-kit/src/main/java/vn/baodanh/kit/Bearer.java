package vn.baodanh.kit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who sent a request, as the issuer of the token says; or a machine, whose issuer and subject are
 * its key's id.
 *
 * @param citizenNumber the claim {@code citizen_id}, if the portal gave one; its form is not judged
 *     here
 * @param passport the claim {@code passport}, likewise
 * @param roles the claim {@code roles} (RFC 9068, 2.2.3.1), at most 10 of them; what they are worth
 *     is for those to say who trust the issuer that far
 * @param signIn what else the portal said
 * @param expiresAt from then on the token is not valid, give or take the clock skew
 */
public record Bearer(
    String issuer,
    String subject,
    Optional<String> citizenNumber,
    Optional<String> passport,
    Set<String> roles,
    SignIn signIn,
    Instant expiresAt) {

  /** Whether it is a machine, which signed its token itself. */
  public boolean isMachine() {
    return issuer.equals(subject);
  }
}
