package vn.baodanh.registration.message;

import java.util.Locale;

/** What a message is about. The API and the database write it as {@link #text()}. */
public enum MessageKind {
  /** A filing became what counts. Params: {@code filed}, the kind of filing. */
  FILING_APPLIED,
  /** A filing was refused when it was recorded. Params: {@code filed}, {@code reason}. */
  FILING_REFUSED,
  /** A later filing counts instead. Params: {@code filed}. */
  FILING_OVERTAKEN,
  /**
   * A window of the season was changed. Params: {@code step}, {@code opens} and {@code closes} as
   * ISO 8601, or neither if it was hidden.
   */
  WINDOW_CHANGED,
  /** Another account was found to be the same person's. */
  CANDIDATES_MERGED,
  /**
   * The population database says something else of this person. Params: {@code differing}, members
   * of the exam registration.
   */
  IDENTITY_DIFFERS,
  /**
   * A bill is paid. Params: {@code amount} in đồng, {@code paidAt} as ISO 8601, {@code reference}
   * of the payment.
   */
  BILL_PAID,
  /**
   * Money is to go back, once people have looked at it. Params: {@code amount}, {@code reference}
   * of the payment, {@code reason}: {@code bill-settled-otherwise}, {@code list-changed}, or what
   * finance staff wrote.
   */
  REFUND_OPENED,
  /** Two people let money go back. Params: {@code amount}, {@code reference} of the payment. */
  REFUND_RELEASED,
  /** Money was sent back. Params: {@code amount}, {@code reference} of the payment. */
  REFUND_PAID,
  /** It did not arrive, and people look at it. Params: as {@link #REFUND_PAID}. */
  REFUND_FAILED,
  /** Nothing goes back, after all. Params: as {@link #REFUND_PAID}. */
  REFUND_DISMISSED;

  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException if no kind has this name
   */
  static MessageKind of(String text) {
    return valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT));
  }
}
