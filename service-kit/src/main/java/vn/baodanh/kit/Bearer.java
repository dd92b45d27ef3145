package vn.baodanh.kit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Who sent a request, as the portal says.
 *
 * @param citizenNumber the claim {@code citizen_id}, if the portal gave one; its form is not judged
 *     here
 * @param expiresAt from then on the token is not valid, give or take the clock skew
 * @param claims all claims of the token
 */
public record Bearer(
    String issuer,
    String subject,
    Optional<String> citizenNumber,
    Instant expiresAt,
    Map<String, Object> claims) {}
