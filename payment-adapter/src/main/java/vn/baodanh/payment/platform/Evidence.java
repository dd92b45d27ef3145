package vn.baodanh.payment.platform;

/** What a platform says, or lets conclude, of a payment. */
public enum Evidence {
  /** The payer's money is here. */
  PAID,
  /** It was not paid, and will not be: cancelled, refused, expired at the platform. */
  DECLINED,
  /** Debited, and suspected of fraud: somebody there looks at it. */
  SUSPECTED,
  /** Debited at the bank and given back. */
  REVERSED,
  /** Not finished, or not begun. */
  UNPAID,
  /** The same, asked after the time in which we let it be paid. */
  UNPAID_AFTER_EXPIRY;

  /** Whether the platform has money of the payer. */
  public boolean isMoney() {
    return this == PAID || this == SUSPECTED;
  }
}
