package vn.baodanh.payment.bill;

import java.util.Locale;

/** What became of a bill. */
public enum BillState {
  /** To be paid. */
  OPEN,
  /** Paid, by one attempt; a bill of nothing is settled from the start. */
  SETTLED,
  /** Another bill is asked for instead. Nothing was paid on it when that was made. */
  SUPERSEDED;

  /** As it is written in answers and rows. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static BillState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
