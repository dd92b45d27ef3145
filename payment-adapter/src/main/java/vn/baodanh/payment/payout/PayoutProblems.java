package vn.baodanh.payment.payout;

import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** Why a payout is not made, or not moved on. */
final class PayoutProblems {
  private PayoutProblems() {}

  static ProblemException unknown() {
    return of(404, "payout-unknown", "Không có khoản chi trả này.", "There is no such payout.");
  }

  static ProblemException dayOpen() {
    return of(409, "day-open", "Ngày này chưa được khoá sổ.", "This day is not closed yet.");
  }

  static ProblemException state(String state) {
    return new ProblemException(
        Problem.of(
                409,
                "payout-state",
                "Khoản chi trả không ở trạng thái cho phép việc này.",
                "The payout is not in a state that allows this.")
            .with("payoutState", state));
  }

  static ProblemException samePerson() {
    return of(
        409, "same-person", "Việc này phải do một người khác làm.", "Another person must do this.");
  }

  static ProblemException tooMuch() {
    return of(
        409,
        "more-than-owed",
        "Số phải trả hiện nay ít hơn khoản chi này.",
        "Less is owed by now than this payout is of.");
  }

  private static ProblemException of(int status, String code, String vietnamese, String english) {
    return new ProblemException(Problem.of(status, code, vietnamese, english));
  }
}
