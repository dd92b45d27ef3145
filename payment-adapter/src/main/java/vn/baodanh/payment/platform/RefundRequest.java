package vn.baodanh.payment.platform;

import java.time.Instant;
import vn.baodanh.payment.ledger.Vnd;

/**
 * A request to send money back.
 *
 * @param requestId the same whenever it is sent again
 * @param transactionNo the platform's, of the payment
 * @param amount at most the order's
 * @param releasedBy who let it go, without spaces
 * @param at when it was first sent: the same request is the same text
 */
public record RefundRequest(
    Order order,
    String requestId,
    String transactionNo,
    Vnd amount,
    String releasedBy,
    Instant at) {
  public boolean isWhole() {
    return amount.equals(order.amount());
  }
}
