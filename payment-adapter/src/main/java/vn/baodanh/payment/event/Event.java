package vn.baodanh.payment.event;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.payment.ledger.Vnd;

/**
 * Something that happened to a bill, as registration is told.
 *
 * @param reference the attempt; none for a bill of nothing
 * @param paidAt when the payer paid, as the platform says
 * @param refund whose it is: of those opened one in the place of the other, the first
 * @param reason why: the platform's result code, or the refund's reason
 */
public record Event(
    Type type,
    UUID billId,
    UUID candidateId,
    Vnd amount,
    Optional<String> reference,
    Optional<String> platform,
    Optional<Instant> paidAt,
    Optional<UUID> refund,
    Optional<String> reason) {
  /** What happened. */
  public enum Type {
    BILL_SETTLED,
    ATTEMPT_FAILED,
    ATTEMPT_EXPIRED,
    ATTEMPT_SUSPICIOUS,
    ATTEMPT_REVERSED,
    REFUND_OPENED,
    REFUND_RELEASED,
    REFUND_PAID,
    REFUND_REFUSED,
    REFUND_DISMISSED,
    REFUND_RETURNED;

    /** As it is written in answers and rows. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A bill of nothing, settled when it was made. */
  public static Event settledForNothing(UUID billId, UUID candidateId) {
    return new Event(
        Type.BILL_SETTLED,
        billId,
        candidateId,
        Vnd.ZERO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
