package vn.baodanh.payment.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.baodanh.payment.ledger.Vnd;
import vn.baodanh.payment.platform.Order;
import vn.baodanh.payment.platform.Report;

/**
 * One attempt to pay a bill at a platform.
 *
 * @param reference ours, known to the platform and the payer
 * @param createdAt in whole seconds: the platform is told this moment, and asked by it
 * @param platformExpiresAt until when the platform lets the payer pay
 * @param expiresAt when we ask for the last time before we take it for unpaid; later
 * @param outcome what was recorded last, if anything was
 */
public record Attempt(
    String reference,
    UUID billId,
    UUID candidateId,
    String platform,
    Vnd amount,
    Instant createdAt,
    Instant platformExpiresAt,
    Instant expiresAt,
    AttemptState state,
    Optional<Outcome> outcome) {
  /**
   * What was recorded last.
   *
   * @param code the platform's result code
   * @param transactionNo the platform's number of the payment
   */
  public record Outcome(String code, String transactionNo, Instant paidAt) {}

  /** Of the refund that opens by itself if the attempt settles nothing; there is one at most. */
  public UUID ownRefund() {
    return UUID.nameUUIDFromBytes(("refund of " + reference).getBytes(UTF_8));
  }

  /** As the platform knows it. */
  public Order order() {
    return new Order(reference, amount, createdAt, platformExpiresAt);
  }

  Attempt after(AttemptState next, Report report) {
    return new Attempt(
        reference,
        billId,
        candidateId,
        platform,
        amount,
        createdAt,
        platformExpiresAt,
        expiresAt,
        next,
        Optional.of(new Outcome(report.code(), report.transactionNo(), report.paidAt())));
  }
}
