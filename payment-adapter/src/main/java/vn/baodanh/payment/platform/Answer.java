package vn.baodanh.payment.platform;

import vn.baodanh.payment.ledger.Vnd;

/** What a platform answers when it is asked what became of an order. */
public sealed interface Answer {
  /** How the payment stands. */
  record OfPayment(Report report) implements Answer {}

  /**
   * Money of it was sent back, or is about to be; so it was paid.
   *
   * @param amount how much
   * @param rejected whether the bank did not take it
   */
  record OfRefund(Vnd amount, boolean rejected) implements Answer {}

  /**
   * It does not say: this proves nothing.
   *
   * @param code the platform's
   */
  record None(String code) implements Answer {}
}
