package vn.baodanh.payment.receipt;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.baodanh.payment.bill.BillLine;
import vn.baodanh.payment.ledger.Vnd;

/**
 * What a receipt says; nothing of it changes any more once there is a receipt.
 *
 * @param issuer who took the fee
 * @param transactionNo the platform's number of the payment
 * @param paidAt as the platform says
 * @param check where it can be checked
 */
record ReceiptText(
    long number,
    String issuer,
    UUID billId,
    List<BillLine> lines,
    Vnd amount,
    String platform,
    String reference,
    String transactionNo,
    Instant paidAt,
    URI check) {
  ReceiptText {
    lines = List.copyOf(lines);
  }

  /** As it is printed: at least seven digits. */
  String numberText() {
    return "%07d".formatted(number);
  }
}
