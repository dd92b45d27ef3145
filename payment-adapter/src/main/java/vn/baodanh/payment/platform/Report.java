package vn.baodanh.payment.platform;

import java.time.Instant;
import vn.baodanh.payment.ledger.Vnd;

/**
 * Verified evidence of one payment, from whichever source.
 *
 * @param reference the attempt's, as the platform was told; it may be one that we never gave
 * @param transactionNo the platform's own; empty if it has none
 * @param amount what was paid, or asked for
 * @param code the platform's result code
 * @param paidAt when it says that it was paid; else when we learned of it
 */
public record Report(
    String platform,
    String reference,
    String transactionNo,
    Vnd amount,
    Evidence evidence,
    String code,
    Instant paidAt) {}
