package vn.baodanh.local.platform;

/** How a platform tells of an outcome, and what a merchant's answers mean. */
interface Wording {
  Notification notification(Payment payment);

  /** Where the payer's browser goes afterwards. */
  String back(Payment payment);

  /** The code of a merchant's answer to a notification. */
  String code(int status, String body);

  /** Whether a notification is not repeated after an answer of this code. */
  boolean isEnd(String code);
}
