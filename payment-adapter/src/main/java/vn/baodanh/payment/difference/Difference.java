package vn.baodanh.payment.difference;

import java.time.Instant;
import java.util.Optional;
import vn.baodanh.payment.ledger.Vnd;

/**
 * Money that came and fits nothing: it goes to suspense and onto the worklist, once for its
 * transaction.
 *
 * @param expected what was asked for, if anything was
 */
public record Difference(
    Kind kind,
    String platform,
    String reference,
    String transactionNo,
    Vnd amount,
    Optional<Vnd> expected,
    Instant valueAt) {
  /** Why it does not fit. */
  public enum Kind {
    UNKNOWN_REFERENCE,
    OTHER_AMOUNT,
    /** The attempt was paid by another transaction before. */
    SECOND_TRANSACTION
  }
}
