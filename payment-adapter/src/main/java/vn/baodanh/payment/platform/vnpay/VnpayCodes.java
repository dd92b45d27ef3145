package vn.baodanh.payment.platform.vnpay;

import java.util.Optional;
import vn.baodanh.payment.ledger.Vnd;
import vn.baodanh.payment.platform.Evidence;

/** What VNPAY's codes mean. */
final class VnpayCodes {
  static final String OK = "00";
  static final String SUSPECTED = "07";

  private VnpayCodes() {}

  /**
   * Of a notification: paid only if both codes say so. A payment that was reversed has the bank's
   * code of success. What contradicts itself proves nothing, and is asked about.
   */
  static Evidence notified(String responseCode, String transactionStatus) {
    if (responseCode.equals(SUSPECTED) && !transactionStatus.equals("04")) {
      return Evidence.SUSPECTED;
    }
    return switch (transactionStatus) {
      case OK -> responseCode.equals(OK) ? Evidence.PAID : Evidence.UNPAID;
      case "02" -> Evidence.DECLINED;
      case "04" -> Evidence.REVERSED;
      case SUSPECTED -> Evidence.SUSPECTED;
      default -> Evidence.UNPAID;
    };
  }

  /** Of an answer about a payment; nothing if it is not about whether it was paid. */
  static Optional<Evidence> asked(String transactionStatus) {
    return switch (transactionStatus) {
      case OK -> Optional.of(Evidence.PAID);
      case "01" -> Optional.of(Evidence.UNPAID);
      case "02" -> Optional.of(Evidence.DECLINED);
      case "04" -> Optional.of(Evidence.REVERSED);
      case SUSPECTED -> Optional.of(Evidence.SUSPECTED);
      default -> Optional.empty();
    };
  }

  /** VNPAY's amounts are đồng × 100; nothing if this is none. */
  static Optional<Vnd> amount(String text) {
    if (!text.matches("[0-9]{1,12}")) {
      return Optional.empty();
    }
    long hundredths = Long.parseLong(text);
    return hundredths % 100 == 0 ? Optional.of(new Vnd(hundredths / 100)) : Optional.empty();
  }

  /** Whether this can name a payment that was made: VNPAY's is 0 where there is none. */
  static boolean isNumber(String transactionNo) {
    return transactionNo.matches("[0-9]*[1-9][0-9]*");
  }

  static String text(Vnd amount) {
    return Long.toString(amount.amount() * 100);
  }
}
