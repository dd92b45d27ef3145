package vn.baodanh.payment.ledger;

/** Accounts of the ledger, by name. */
public final class Account {
  /** Money that fits no bill, until somebody has looked. */
  public static final String SUSPENSE = "suspense";

  /** What came into our account at the bank and has not left it. */
  public static final String BANK = "bank";

  /** What left for institutions and the bank has not confirmed. */
  public static final String PAYOUTS = "payouts";

  /** What platforms took for themselves of money that is no institution's. */
  public static final String CHARGES = "charges";

  /** What nobody will pay. */
  public static final String LOSSES = "losses";

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
