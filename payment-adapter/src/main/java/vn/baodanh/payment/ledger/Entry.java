package vn.baodanh.payment.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * One amount, taken from an account and given to another: it cannot be unbalanced.
 *
 * @param valueAt by the platform's pay date; it says to which day the entry belongs
 * @param reference the attempt's, as the platform names it
 */
public record Entry(
    Cause cause, String debit, String credit, Vnd amount, Instant valueAt, String reference) {
  /** Days are Vietnam's: 00:00:00 to 23:59:59. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  /** Why money moved. */
  public enum Cause {
    /** A payer paid. */
    PAYMENT,
    /** Money came that is suspected, or fits nothing. */
    SUSPENSE,
    /** Suspected money turned out not to be here. */
    REVERSAL,
    /** What was owed to institutions is owed back to the payer. */
    RELEASE,
    /** A platform sent money back. */
    REFUND,
    /** What a platform sent back did not reach the payer. */
    RETURN,
    /** What a platform takes for itself, at the close of a day. */
    CHARGE,
    /** A platform paid into our account at the bank. */
    SETTLEMENT,
    /** Something else came into our account, or left it. */
    BANK,
    /** What is owed to an institution leaves for it; and comes back if it does not arrive. */
    PAYOUT,
    /** Two people decided what becomes of a difference. */
    CORRECTION
  }

  public Entry {
    if (amount.isZero() || debit.equals(credit)) {
      throw new IllegalArgumentException("an entry that moves nothing");
    }
  }

  LocalDate day() {
    return valueAt.atZone(ZONE).toLocalDate();
  }
}
