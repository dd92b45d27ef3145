package vn.baodanh.payment.bill;

import java.util.List;
import java.util.UUID;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** Why a bill is not made, or not found. */
public final class BillProblems {
  private BillProblems() {}

  public static ProblemException unknown() {
    return of(404, "bill-unknown", "Không có hoá đơn này.", "There is no such bill.");
  }

  static ProblemException differs() {
    return of(
        409,
        "bill-differs",
        "Đã có hoá đơn mang mã này với nội dung khác.",
        "There is a bill with this id that asks for something else.");
  }

  static ProblemException anotherIsOpen(UUID open) {
    Problem problem =
        Problem.of(
            409,
            "another-bill-open",
            "Thí sinh còn một hoá đơn chưa thanh toán; hãy thay thế hoá đơn đó.",
            "The candidate has an open bill; it must be named as superseded.");
    return new ProblemException(problem.with("openBillId", open.toString()));
  }

  static ProblemException earlierIsNotOpen() {
    return of(
        409,
        "superseded-bill-not-open",
        "Hoá đơn cần thay thế không còn chờ thanh toán.",
        "The bill to be superseded is not open: settled, superseded already, or not this"
            + " candidate's.");
  }

  static ProblemException faulty(String pointer, String code, String vietnamese, String english) {
    Problem problem =
        Problem.of(400, "invalid", "Yêu cầu có chỗ không hợp lệ.", "The request is not valid.");
    return new ProblemException(
        problem.withFaults(List.of(new Problem.Fault(pointer, code, vietnamese, english))));
  }

  private static ProblemException of(int status, String code, String vietnamese, String english) {
    return new ProblemException(Problem.of(status, code, vietnamese, english));
  }
}
