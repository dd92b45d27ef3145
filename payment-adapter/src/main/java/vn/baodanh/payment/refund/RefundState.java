package vn.baodanh.payment.refund;

import java.util.Locale;

/** How far money is on its way back. */
public enum RefundState {
  /** Somebody must look at it: opened by itself, or by registration. */
  OPEN,
  /** One person has said how much; another must let it go. */
  PREPARED,
  /** Let go; the platform is about to be asked. */
  RELEASED,
  /** The platform was asked, or is being asked; the same request is sent again, on the same day. */
  SENT,
  /** Asked, and it is not known whether it was done. Only evidence, or a person, decides. */
  UNKNOWN,
  /** Sent back. */
  REFUNDED,
  /** Not sent back, for certain. */
  REFUSED,
  /** Not to be sent back. */
  DISMISSED,
  /** Sent back, and it did not reach the payer: it is owed as before. */
  RETURNED;

  /** Whether the platform was asked and nobody knows what became of it. */
  boolean isUndecided() {
    return this == SENT || this == UNKNOWN;
  }

  /** As it is written in answers and rows. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RefundState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
