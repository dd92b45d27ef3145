package vn.baodanh.payment.settlement.file;

import java.time.LocalDate;

/**
 * One line of a platform's file.
 *
 * @param line where it stands, from 1
 * @param payDate as it is written there: yyyyMMddHHmmss, UTC+7
 * @param day the day of that
 * @param amount đồng, above 0 also for a refund
 * @param charge what the platform takes for itself
 * @param raw its cells, joined by commas
 */
public record PlatformLine(
    int line,
    Kind kind,
    String reference,
    String transactionNo,
    String requestId,
    String bankCode,
    String payDate,
    LocalDate day,
    long amount,
    long charge,
    String raw) {
  /** Which way the money went. */
  public enum Kind {
    /** From a payer to us. */
    PAYMENT,
    /** Back to a payer. */
    REFUND
  }
}
