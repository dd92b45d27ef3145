package vn.baodanh.load.audit;

/** What became of a filing, as the journal codes it; {@link #UNKNOWN} to a client told only 202. */
public enum Outcome {
  UNKNOWN,
  APPLIED,
  REFUSED,
  OVERTAKEN;

  static Outcome ofCode(int code) {
    if (code < 1 || code > 3) {
      throw new IllegalArgumentException("No such outcome: " + code);
    }
    return values()[code];
  }

  /** The status that an answer names: {@code received} is {@link #UNKNOWN}. */
  public static Outcome ofStatus(String status) {
    return switch (status) {
      case "received" -> UNKNOWN;
      case "applied" -> APPLIED;
      case "refused" -> REFUSED;
      case "overtaken" -> OVERTAKEN;
      default -> throw new IllegalArgumentException("No such status: " + status);
    };
  }
}
