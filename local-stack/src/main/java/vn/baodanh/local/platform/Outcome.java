package vn.baodanh.local.platform;

/** How a payment stands, and the codes by which each platform says so. */
enum Outcome {
  OPEN("99", "01", 1000),
  PAID("00", "00", 0),
  CANCELLED("24", "02", 1006),
  /** The bank refused: too little money. */
  DECLINED("51", "02", 1001),
  EXPIRED("11", "02", 1005),
  /** Debited, and held until somebody has looked. */
  SUSPICIOUS("07", "07", 9000),
  /** Debited at the bank and given back; the bank's code alone looks like success. */
  REVERSED("00", "04", 99);

  private final String responseCode;
  private final String transactionStatus;
  private final int resultCode;

  Outcome(String responseCode, String transactionStatus, int resultCode) {
    this.responseCode = responseCode;
    this.transactionStatus = transactionStatus;
    this.resultCode = resultCode;
  }

  /** VNPAY's vnp_ResponseCode of a notification. */
  String responseCode() {
    return responseCode;
  }

  /** VNPAY's vnp_TransactionStatus. */
  String transactionStatus() {
    return transactionStatus;
  }

  /** MoMo's resultCode. */
  int resultCode() {
    return resultCode;
  }
}
