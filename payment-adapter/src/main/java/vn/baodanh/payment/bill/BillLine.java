package vn.baodanh.payment.bill;

import vn.baodanh.payment.ledger.Vnd;

/** What of a bill is owed to one institution. */
public record BillLine(String institution, Vnd amount) {
  public BillLine {
    if (amount.isZero()) {
      throw new IllegalArgumentException("a line of nothing");
    }
  }
}
