package vn.baodanh.payment.platform;

/** What was done with a report. */
public enum Verdict {
  /** It changed what is known of the attempt; that is kept. */
  RECORDED,
  /** It says nothing new. */
  KNOWN,
  /** There is no such attempt; money that came with it is kept apart. */
  UNKNOWN_REFERENCE,
  /** Another amount than was asked for; money that came is kept apart. */
  OTHER_AMOUNT
}
