package vn.baodanh.kit;

import java.time.Instant;
import java.util.Optional;

/**
 * Who sent a request, as the portal says.
 *
 * @param citizenNumber the claim {@code citizen_id}, if the portal gave one; its form is not judged
 *     here
 * @param passport the claim {@code passport}, likewise
 * @param expiresAt from then on the token is not valid, give or take the clock skew
 */
public record Bearer(
    String issuer,
    String subject,
    Optional<String> citizenNumber,
    Optional<String> passport,
    Instant expiresAt) {}
