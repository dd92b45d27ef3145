package vn.baodanh.payment.ledger;

/** Accounts of the ledger, by name. */
public final class Account {
  /** Money that fits no bill, until somebody has looked. */
  public static final String SUSPENSE = "suspense";

  /** What is owed back to payers. */
  public static final String REFUNDS = "refunds";

  private Account() {}

  /** What a platform has of ours. */
  public static String platform(String name) {
    return "platform:" + name;
  }

  /** What is owed to an institution. */
  public static String institution(String code) {
    return "institution:" + code;
  }
}
