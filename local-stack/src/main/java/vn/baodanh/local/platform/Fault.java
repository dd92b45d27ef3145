package vn.baodanh.local.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the platform does wrong when it is told to. */
enum Fault {
  /** The merchant is never notified. */
  IPN_LOST(Kind.NOTICE),
  /** The first notification comes one to three intervals late. */
  IPN_LATE(Kind.NOTICE),
  /** Two notifications at once, and a third one interval after they were acknowledged. */
  IPN_REPEATED(Kind.NOTICE),
  /** The notification is held back until those of later outcomes have overtaken it. */
  IPN_REORDERED(Kind.NOTICE),
  /** The bank is slow: the payer's money comes after the order has expired. */
  SUCCESS_AFTER_EXPIRY(Kind.OUTCOME),
  /** Debited and reversed; one in four becomes a success afterwards. */
  REVERSED(Kind.OUTCOME),
  /** Debited and held; half are released, half refused afterwards. */
  SUSPICIOUS(Kind.OUTCOME),
  /** The payer pays 1,000 đồng more or less than asked. */
  WRONG_AMOUNT(Kind.OUTCOME),
  /** The money is booked under a reference that the merchant never gave. */
  UNKNOWN_REFERENCE(Kind.OUTCOME),
  /** A query is never answered. */
  QUERY_SILENCE(Kind.QUERY),
  /** A query is answered with a status from 500 to 503. */
  QUERY_ERROR(Kind.QUERY),
  /** The money is sent back, and the request never answered. */
  REFUND_DONE_IN_SILENCE(Kind.REFUND),
  /** The request gets lost: nothing is sent back, and nothing answered. */
  REFUND_LOST_IN_SILENCE(Kind.REFUND);

  /** What a fault strikes; at most one of each kind strikes the same thing. */
  enum Kind {
    NOTICE,
    OUTCOME,
    QUERY,
    REFUND
  }

  private final Kind kind;

  Fault(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** Its name outside: ipn-lost. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Fault> named(String text) {
    return Arrays.stream(values()).filter(fault -> fault.text().equals(text)).findFirst();
  }
}
