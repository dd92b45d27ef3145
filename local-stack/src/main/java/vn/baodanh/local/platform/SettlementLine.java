package vn.baodanh.local.platform;

import java.time.Instant;

/**
 * A payment or a refund as the platform's file has it.
 *
 * @param requestId the merchant's, of a refund; else empty
 * @param amount đồng, of a refund below 0
 */
record SettlementLine(
    boolean refund,
    String reference,
    long number,
    String requestId,
    Instant at,
    long amount,
    long charge) {

  static SettlementLine of(Payment payment, long amount, long charge) {
    return new SettlementLine(
        false,
        payment.order().reference(),
        payment.number(),
        "",
        payment.changedAt(),
        amount,
        charge);
  }

  static SettlementLine of(Refund refund, Payment payment) {
    return new SettlementLine(
        true,
        payment.order().reference(),
        payment.number(),
        refund.requestId(),
        refund.at(),
        -refund.amount(),
        0);
  }

  SettlementLine withAmount(long other) {
    return new SettlementLine(refund, reference, number, requestId, at, other, charge);
  }

  SettlementLine withCharge(long other) {
    return new SettlementLine(refund, reference, number, requestId, at, amount, other);
  }

  SettlementLine withNumber(long other) {
    return new SettlementLine(refund, reference, other, requestId, at, amount, charge);
  }

  SettlementLine withReference(String other) {
    return new SettlementLine(refund, other, number, requestId, at, amount, charge);
  }
}
