package vn.baodanh.payment.attempt;

import java.time.Instant;
import java.util.UUID;

/**
 * An attempt to be made.
 *
 * @param key the caller's, for this bill
 * @param digest of what the caller asked for with it
 */
record NewAttempt(
    UUID bill,
    String reference,
    String key,
    byte[] digest,
    String platform,
    Instant createdAt,
    Instant platformExpiresAt,
    Instant expiresAt,
    Instant askAt) {}
