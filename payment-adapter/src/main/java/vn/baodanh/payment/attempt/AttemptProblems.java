package vn.baodanh.payment.attempt;

import java.time.Duration;
import java.util.List;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.payment.bill.Bill;

/** Why no attempt is made. */
final class AttemptProblems {
  private static final Duration AWAY = Duration.ofSeconds(5);

  private AttemptProblems() {}

  static ProblemException keyReused() {
    return of(
        422,
        "key-reused",
        "Mã lặp lại này đã dùng cho một yêu cầu khác.",
        "This Idempotency-Key came with another request before.");
  }

  static ProblemException notOpen(Bill bill) {
    return switch (bill.state()) {
      case SETTLED ->
          of(409, "bill-settled", "Hoá đơn đã được thanh toán.", "The bill is paid already.");
      case SUPERSEDED ->
          new ProblemException(
              Problem.of(
                      409,
                      "bill-superseded",
                      "Hoá đơn đã được thay bằng hoá đơn khác.",
                      "Another bill came in the place of this one.")
                  .with("supersededBy", bill.supersededBy().orElseThrow().toString()));
      case OPEN ->
          of(
              409,
              "too-many-attempts",
              "Hoá đơn này đã có quá nhiều lần thanh toán.",
              "There were too many attempts to pay this bill.");
    };
  }

  static ProblemException over() {
    return of(
        409,
        "payment-over",
        "Đã hết thời hạn thanh toán.",
        "The time in which this can be paid is over.");
  }

  static ProblemException outlasts() {
    return of(
        409,
        "platform-outlasts",
        "Thời hạn thanh toán sắp hết, không kịp với cổng này. Xin chọn cổng khác.",
        "This platform lets payers pay for longer than there is time. Choose another one.");
  }

  static ProblemException noSuchPlatform() {
    Problem problem =
        Problem.of(400, "invalid", "Yêu cầu có chỗ không hợp lệ.", "The request is not valid.");
    return new ProblemException(
        problem.withFaults(
            List.of(
                new Problem.Fault(
                    "/platform",
                    "not-available",
                    "Cổng thanh toán này chưa được mở.",
                    "This platform is not in use here."))));
  }

  static ProblemException platformAway() {
    return new ProblemException(
        Problem.of(
                503,
                "platform-away",
                "Cổng thanh toán chưa trả lời. Xin gửi lại y như cũ sau ít giây.",
                "The platform does not answer. Send the same request again in a few seconds.")
            .withRetryAfter(AWAY));
  }

  private static ProblemException of(int status, String code, String vietnamese, String english) {
    return new ProblemException(Problem.of(status, code, vietnamese, english));
  }
}
