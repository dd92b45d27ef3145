package vn.baodanh.registration.billing;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That whoever holds its token may pay one bill.
 *
 * @param bill and no other, also when another comes in its place
 */
record PaymentLink(
    UUID id, UUID bill, Instant createdAt, Instant expiresAt, Optional<Instant> revokedAt) {
  boolean holdsAt(Instant moment) {
    return revokedAt.isEmpty() && moment.isBefore(expiresAt);
  }
}
