package vn.baodanh.payment.difference;

import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** Why a difference is not shown, or not moved on. */
final class DifferenceProblems {
  private DifferenceProblems() {}

  static ProblemException unknown() {
    return of(
        404, "difference-unknown", "Không có chênh lệch này.", "There is no such difference.");
  }

  static ProblemException state(String state) {
    return new ProblemException(
        Problem.of(
                409,
                "difference-state",
                "Chênh lệch không ở trạng thái cho phép việc này.",
                "The difference is not in a state that allows this.")
            .with("differenceState", state));
  }

  static ProblemException wrongResolution() {
    return of(
        409,
        "wrong-resolution",
        "Không thể xử lý loại chênh lệch này theo cách đó.",
        "A difference of this kind cannot be settled in this way.");
  }

  static ProblemException payoutUnknown() {
    return of(
        409,
        "payout-unknown",
        "Không có khoản chi trả nào mang số này, với số tiền này, đang được chuyển.",
        "There is no payout of this number and amount on the way.");
  }

  static ProblemException samePerson() {
    return of(
        409, "same-person", "Việc này phải do một người khác làm.", "Another person must do this.");
  }

  private static ProblemException of(int status, String code, String vietnamese, String english) {
    return new ProblemException(Problem.of(status, code, vietnamese, english));
  }
}
