package vn.baodanh.payment.receipt;

import java.time.Duration;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** Why there is no receipt. */
final class ReceiptProblems {
  private ReceiptProblems() {}

  static ProblemException none() {
    return new ProblemException(
        Problem.of(
            404,
            "no-receipt",
            "Hoá đơn chưa được thanh toán, hoặc không phải nộp tiền.",
            "The bill is not paid, or nothing was to be paid."));
  }

  static ProblemException unknown() {
    return new ProblemException(
        Problem.of(
            404,
            "receipt-unknown",
            "Không có biên lai với số và mã này.",
            "There is no receipt with this number and code."));
  }

  static ProblemException busy() {
    return new ProblemException(
        Problem.of(
                503,
                "busy",
                "Hệ thống đang quá tải. Xin gửi lại sau ít giây.",
                "The system is overloaded. Please send it again in a few seconds.")
            .withRetryAfter(Duration.ofSeconds(2)));
  }
}
