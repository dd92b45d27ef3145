package vn.baodanh.payment.refund;

import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** Why a refund is not opened, or not moved on. */
final class RefundProblems {
  private RefundProblems() {}

  static ProblemException unknown() {
    return of(404, "refund-unknown", "Không có khoản hoàn tiền này.", "There is no such refund.");
  }

  static ProblemException attemptUnknown() {
    return of(404, "attempt-unknown", "Không có lần thanh toán này.", "There is no such attempt.");
  }

  static ProblemException differs() {
    return of(
        409,
        "refund-differs",
        "Đã có khoản hoàn tiền mang mã này với nội dung khác.",
        "There is a refund with this id that asks for something else.");
  }

  static ProblemException notPaid() {
    return of(
        409,
        "attempt-not-paid",
        "Lần thanh toán này không thành công, không có tiền để hoàn.",
        "The attempt was not paid: there is nothing to send back.");
  }

  static ProblemException tooMuch() {
    return of(
        409,
        "more-than-there-is",
        "Số tiền hoàn vượt quá số đã thu.",
        "More would be sent back than was paid, or than a line has.");
  }

  static ProblemException wrongLines() {
    return of(
        409,
        "wrong-lines",
        "Các dòng hoàn tiền không khớp với hoá đơn.",
        "Money of a settled bill is taken back by its lines, which sum to the amount; other money"
            + " has no lines.");
  }

  static ProblemException state(RefundState state) {
    return new ProblemException(
        Problem.of(
                409,
                "refund-state",
                "Khoản hoàn tiền không ở trạng thái cho phép việc này.",
                "The refund is not in a state that allows this.")
            .with("state", state.text()));
  }

  static ProblemException samePerson() {
    return of(
        409, "same-person", "Việc này phải do một người khác làm.", "Another person must do this.");
  }

  static ProblemException anotherInFlight() {
    return of(
        409,
        "another-in-flight",
        "Một khoản hoàn tiền khác của lần thanh toán này chưa xong.",
        "Another refund of this attempt is on its way.");
  }

  private static ProblemException of(int status, String code, String vietnamese, String english) {
    return new ProblemException(Problem.of(status, code, vietnamese, english));
  }
}
