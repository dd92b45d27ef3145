package vn.baodanh.payment.settlement.file;

/**
 * What a platform's file sums up to, in đồng.
 *
 * @param refunds above 0
 */
public record PlatformTotals(int lines, long payments, long refunds, long charges) {
  static final PlatformTotals NOTHING = new PlatformTotals(0, 0, 0, 0);

  PlatformTotals plus(PlatformLine line) {
    boolean refund = line.kind() == PlatformLine.Kind.REFUND;
    return new PlatformTotals(
        lines + 1,
        payments + (refund ? 0 : line.amount()),
        refunds + (refund ? line.amount() : 0),
        charges + line.charge());
  }

  /** What the platform owes for it. */
  public long net() {
    return payments - refunds - charges;
  }
}
