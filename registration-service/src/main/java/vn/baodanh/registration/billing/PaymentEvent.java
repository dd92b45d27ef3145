package vn.baodanh.registration.billing;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened to a bill, as the payment adapter tells it.
 *
 * @param position ascending in the order of the adapter's commits
 * @param type as the adapter names it; types that are not known here are kept
 * @param reference of the attempt
 * @param refund which refund, of a refund's events; what is opened again is the same
 * @param paidAt when the payer paid, as the platform says
 */
record PaymentEvent(
    long position,
    Instant at,
    String type,
    UUID bill,
    UUID candidate,
    long amount,
    Optional<String> reference,
    Optional<String> platform,
    Optional<Instant> paidAt,
    Optional<UUID> refund,
    Optional<String> reason) {
  static final String SETTLED = "bill-settled";

  /** Reads one that is as the adapter's contract says. */
  static PaymentEvent of(JsonObject json) {
    return new PaymentEvent(
        json.getLong("position"),
        Instant.parse(json.getString("at")),
        requireNonNull(json.getString("type")),
        UUID.fromString(json.getString("billId")),
        UUID.fromString(json.getString("candidateId")),
        json.getLong("amount"),
        Optional.ofNullable(json.getString("reference")),
        Optional.ofNullable(json.getString("platform")),
        Optional.ofNullable(json.getString("paidAt")).map(Instant::parse),
        Optional.ofNullable(json.getString("refundId")).map(UUID::fromString),
        Optional.ofNullable(json.getString("reason")));
  }

  /** When it was paid: by the platform, or at birth. */
  Instant paid() {
    return paidAt.orElse(at);
  }
}
