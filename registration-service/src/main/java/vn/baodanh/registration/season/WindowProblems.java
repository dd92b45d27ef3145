package vn.baodanh.registration.season;

import java.time.Duration;
import java.util.List;
import vn.baodanh.kit.Problem;

/** Why a window is not changed, as problem documents. */
final class WindowProblems {
  static final Problem UNKNOWN =
      Problem.of(
          422,
          "window-unknown",
          "Không có khung thời gian nào mang mã này.",
          "There is no such window.");
  static final Problem CHANGED =
      Problem.of(
          409,
          "window-changed",
          "Khung thời gian đã được thay đổi. Hãy xem lại và đề nghị lại.",
          "The window was changed meanwhile. Look at it again and make a new proposal.");
  static final Problem HAS_OWN =
      Problem.of(
          409,
          "department-has-window",
          "Sở này đã có khung thời gian riêng; hãy đổi khung đó.",
          "This department has a window of its own in place of it; change that one.");
  static final Problem NOT_NATIONAL =
      Problem.of(
          422,
          "window-not-national",
          "Khung thời gian này không phải của cả nước.",
          "This window is not for the whole country, so no department can differ from it.");
  static final Problem DOES_NOT_FIT =
      Problem.of(
          409,
          "change-does-not-fit",
          "Thay đổi này không còn phù hợp với khung thời gian khi có hiệu lực.",
          "The change does not fit the window at the moment at which it would take effect.");

  static final Problem CLOCK_OFF =
      Problem.of(
              503,
              "clock-off",
              "Đồng hồ của máy chủ này đang sai. Xin gửi lại.",
              "The clock of this node is wrong. Please send it again.")
          .withRetryAfter(Duration.ofSeconds(2));

  private WindowProblems() {}

  static Problem invalid(List<Problem.Fault> faults) {
    return Problem.of(
            422, "change-invalid", "Thay đổi này không hợp lệ.", "This is no change of a window.")
        .withFaults(faults);
  }
}
