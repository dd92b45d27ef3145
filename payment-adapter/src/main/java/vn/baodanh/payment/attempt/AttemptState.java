package vn.baodanh.payment.attempt;

import static vn.baodanh.payment.platform.Evidence.DECLINED;
import static vn.baodanh.payment.platform.Evidence.PAID;
import static vn.baodanh.payment.platform.Evidence.SUSPECTED;
import static vn.baodanh.payment.platform.Evidence.UNPAID_AFTER_EXPIRY;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import vn.baodanh.payment.platform.Evidence;

/** How an attempt to pay stands. Whether the payer was sent to the platform cannot be seen. */
public enum AttemptState {
  /** The address was, or may have been, given out. */
  OPEN,
  /** Paid. Nothing leads away from here. */
  SUCCEEDED,
  /** The platform says that it was not paid. */
  FAILED,
  /** Our time for it was over, and the platform, asked then, knew of no payment. */
  EXPIRED,
  /** Debited, and suspected of fraud: the platform has the money and is looking at it. */
  SUSPICIOUS,
  /** Debited at the bank and given back by it. */
  REVERSED;

  /**
   * What evidence leads where; what is not here changes nothing. No success is ever lost: every
   * other state can still become one.
   */
  static final Map<AttemptState, Map<Evidence, AttemptState>> NEXT =
      Map.of(
          OPEN,
          Map.of(
              PAID,
              SUCCEEDED,
              DECLINED,
              FAILED,
              SUSPECTED,
              SUSPICIOUS,
              Evidence.REVERSED,
              REVERSED,
              UNPAID_AFTER_EXPIRY,
              EXPIRED),
          SUCCEEDED,
          Map.of(),
          FAILED,
          Map.of(PAID, SUCCEEDED, SUSPECTED, SUSPICIOUS, Evidence.REVERSED, REVERSED),
          EXPIRED,
          Map.of(
              PAID,
              SUCCEEDED, // the bank was slow: money that comes late is still money
              DECLINED,
              FAILED,
              SUSPECTED,
              SUSPICIOUS,
              Evidence.REVERSED,
              REVERSED),
          SUSPICIOUS,
          Map.of(PAID, SUCCEEDED, DECLINED, FAILED, Evidence.REVERSED, REVERSED),
          REVERSED,
          Map.of(PAID, SUCCEEDED, SUSPECTED, SUSPICIOUS));

  /** Where this evidence leads; here if it changes nothing. */
  AttemptState after(Evidence evidence) {
    return Objects.requireNonNull(NEXT.get(this)).getOrDefault(evidence, this);
  }

  /** Whether the platform has the payer's money for it, and the ledger says so. */
  public boolean holdsMoney() {
    return this == SUCCEEDED || this == SUSPICIOUS;
  }

  /** Whether asking the platform again can tell more. */
  boolean isWorthAsking() {
    return switch (this) {
      case OPEN, EXPIRED, SUSPICIOUS, REVERSED -> true;
      case SUCCEEDED, FAILED -> false;
    };
  }

  /** As it is written in answers and rows. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static AttemptState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
