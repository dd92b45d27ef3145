package vn.baodanh.payment.difference;

import java.util.Locale;

/** What two people decide about a difference. */
public enum Resolution {
  /** It is known how it came about; no money moves. */
  EXPLAINED,
  /** Money in suspense went back to where it came from. */
  RETURNED,
  /** Money in suspense belongs to an institution. */
  CREDITED,
  /** Nobody will pay what is missing. */
  WRITTEN_OFF,
  /** What left our account is a payout that the bank's text did not name. */
  PAID_OUT;

  /** As it is written in requests and rows. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Resolution of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
