package vn.baodanh.payment.platform.momo;

import java.util.Optional;
import java.util.Set;
import vn.baodanh.payment.ledger.Vnd;
import vn.baodanh.payment.platform.Evidence;
import vn.baodanh.payment.platform.RefundAnswer;

/** What MoMo's result codes mean. */
final class MomoCodes {
  static final String OK = "0";
  static final String NO_SUCH_ORDER = "42";

  /** The payer's money is held, and not ours yet. */
  private static final String AUTHORISED = "9000";

  private static final Set<String> UNDER_WAY = Set.of("1000", "7000", "7002", "8000");

  /**
   * Too little money, refused, cancelled, over a limit, expired, denied, account inactive,
   * cancelled by us, not for this payer, account restricted, not identified, sign-in failed.
   */
  private static final Set<String> DECLINED =
      Set.of(
          "1001", "1002", "1003", "1004", "1005", "1006", "1007", "1017", "1026", "4001", "4002",
          "4100");

  private static final Set<String> REFUND_REFUSED =
      Set.of("11", "12", "13", "20", "21", "22", "42", "1080");
  private static final Set<String> REQUEST_KNOWN = Set.of("40", "41");

  private MomoCodes() {}

  /** Of a payment; nothing if the code is about something else, such as a fault of MoMo's own. */
  static Optional<Evidence> evidence(String code) {
    if (code.equals(OK)) {
      return Optional.of(Evidence.PAID);
    }
    if (code.equals(AUTHORISED)) {
      return Optional.of(Evidence.SUSPECTED);
    }
    if (DECLINED.contains(code)) {
      return Optional.of(Evidence.DECLINED);
    }
    return UNDER_WAY.contains(code) ? Optional.of(Evidence.UNPAID) : Optional.empty();
  }

  /** Of a request to send money back. */
  static RefundAnswer refund(String code) {
    if (code.equals(OK)) {
      return new RefundAnswer.Accepted();
    }
    if (REQUEST_KNOWN.contains(code)) {
      return new RefundAnswer.Duplicate();
    }
    return REFUND_REFUSED.contains(code)
        ? new RefundAnswer.Refused(code)
        : new RefundAnswer.Unclear(code);
  }

  /** MoMo's amounts are whole đồng; nothing if this is none. */
  static Optional<Vnd> amount(String text) {
    return text.matches("[0-9]{1,10}")
        ? Optional.of(Long.parseLong(text)).filter(Vnd::isAmount).map(Vnd::new)
        : Optional.empty();
  }
}
