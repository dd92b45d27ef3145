package vn.baodanh.registration.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import vn.baodanh.kit.Problem;
import vn.baodanh.registration.filing.FieldFault;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.season.Standing;
import vn.baodanh.registration.season.Window;

/** Why a filing was not taken, as problem documents. */
final class IntakeProblems {
  private IntakeProblems() {}

  static Problem body(List<FieldFault> faults) {
    return Problem.of(
            400,
            "body-invalid",
            "Nội dung gửi lên không đúng mẫu.",
            "The body does not have the form that is asked for.")
        .withFaults(faults.stream().map(IntakeProblems::fault).toList());
  }

  static Problem rules(List<FieldFault> faults) {
    return Problem.of(
            422,
            "rules",
            "Hồ sơ trái với quy định của đợt tuyển sinh.",
            "What was filed breaks a rule of the season.")
        .withFaults(faults.stream().map(IntakeProblems::fault).toList());
  }

  static Problem header(String name, String expectedVi, String expectedEn) {
    return Problem.of(
            400,
            "header-invalid",
            "Thông tin đầu yêu cầu không hợp lệ.",
            "A header of the request is not valid.")
        .withFaults(
            List.of(new Problem.Fault("header:" + name, "pattern", expectedVi, expectedEn)));
  }

  static Problem versionRequired() {
    return Problem.of(
        428,
        "version-required",
        "Thiếu If-Match: hãy tải hồ sơ hiện tại trước khi sửa.",
        "If-Match is missing: read what is on file before you change it (\"0\" if there is"
            + " nothing).");
  }

  static Problem stale(long currentUs) {
    return Problem.of(
            412,
            "stale-version",
            "Hồ sơ đã được thay đổi ở nơi khác. Hãy tải lại trước khi gửi.",
            "What is on file was changed elsewhere. Read it again before you send.")
        .with("currentVersion", Long.toString(currentUs));
  }

  static Problem keyReused() {
    return Problem.of(
        422,
        "key-reused",
        "Mã Idempotency-Key này đã dùng cho một nội dung khác.",
        "This Idempotency-Key was used for another body.");
  }

  static Problem nothingToWithdraw() {
    return Problem.of(
        409,
        "nothing-to-withdraw",
        "Chưa có phiếu đăng ký dự thi nào để rút.",
        "There is no exam registration to withdraw.");
  }

  static Problem closed(Standing standing) {
    Problem problem =
        Problem.of(
            409,
            "window-closed",
            "Đã hết thời hạn nộp hồ sơ này.",
            "The time to file this is over.");
    return switch (standing) {
      case Standing.Closed(Window last) ->
          times(problem, last).with("closedAt", text(last.closes()));
      case Standing.Open(Window window) ->
          times(problem, window).with("closedAt", text(window.closes()));
      case Standing.NotOpen(Window next) -> notOpenYet(next);
      case Standing.NoWindow none -> problem;
    };
  }

  static Problem notOpenYet(Window next) {
    return times(
        Problem.of(
            409,
            "window-not-open",
            "Chưa đến thời gian nộp hồ sơ này.",
            "The time to file this has not begun."),
        next);
  }

  static Problem otherSchool() {
    return Problem.of(
        403,
        "other-school",
        "Bạn không được giao quyền tại trường hoặc điểm thu nhận này.",
        "You have no grant at this school or point of receipt.");
  }

  static Problem registeredElsewhere() {
    return Problem.of(
        409,
        "registered-elsewhere",
        "Thí sinh đã đăng ký tại đơn vị khác và phải rút ở đó trước.",
        "The candidate is registered elsewhere, and must withdraw there first.");
  }

  static Problem rulesUnconfirmed() {
    return later(
        "rules-unconfirmed",
        "Máy chủ đang kiểm tra lại lịch đăng ký. Xin gửi lại sau ít giây.",
        "This node is confirming the calendar. Please send it again in a few seconds.");
  }

  static Problem full() {
    return later(
        "busy",
        "Hàng đợi đã đầy. Xin gửi lại sau ít giây.",
        "The queue is full. Please send it again in a few seconds.");
  }

  static Problem draining() {
    return later(
        "draining",
        "Máy chủ này sắp dừng. Xin gửi lại.",
        "This node is about to stop. Please send it again.");
  }

  static Problem unavailable() {
    return later(
        "unavailable",
        "Chưa biết hồ sơ đã được giữ hay chưa. Xin gửi lại với cùng mã; gửi lại không gây trùng.",
        "Whether it was kept is not known. Send it again with the same key: a repeat does no"
            + " harm.");
  }

  private static Problem later(String code, String vietnamese, String english) {
    return Problem.of(503, code, vietnamese, english).withRetryAfter(Duration.ofSeconds(2));
  }

  private static Problem times(Problem problem, Window window) {
    return problem.with("opens", text(window.opens())).with("closes", text(window.closes()));
  }

  private static String text(Instant instant) {
    return Micros.text(Micros.of(instant));
  }

  private static Problem.Fault fault(FieldFault fault) {
    return new Problem.Fault(fault.pointer(), fault.code(), fault.vietnamese(), fault.english());
  }
}
