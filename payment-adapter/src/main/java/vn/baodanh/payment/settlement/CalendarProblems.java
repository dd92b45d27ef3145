package vn.baodanh.payment.settlement;

import java.time.LocalDate;
import java.util.List;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** Why a year's list of days without banks is not taken. */
final class CalendarProblems {
  private CalendarProblems() {}

  static ProblemException unknown() {
    return of(404, "calendar-unknown", "Không có lịch nghỉ này.", "There is no such list.");
  }

  static ProblemException state(String state) {
    return new ProblemException(
        Problem.of(
                409,
                "calendar-state",
                "Lịch nghỉ này không còn chờ duyệt.",
                "This list does not wait for a decision any more.")
            .with("calendarState", state));
  }

  static ProblemException samePerson() {
    return of(
        409, "same-person", "Việc này phải do một người khác làm.", "Another person must do this.");
  }

  static ProblemException past(LocalDate day) {
    return new ProblemException(
        Problem.of(
                409,
                "calendar-past",
                "Ngày %td/%<tm/%<tY đã qua đối chiếu với ngân hàng, không đổi được nữa."
                    .formatted(day),
                "%s was compared with the bank already and cannot be changed.".formatted(day))
            .with("day", day.toString()));
  }

  /**
   * @param index of the day in the list
   */
  static ProblemException wrongDay(int index, String code, String vietnamese, String english) {
    return new ProblemException(
        Problem.of(400, "invalid", "Yêu cầu có chỗ không hợp lệ.", "The request is not valid.")
            .withFaults(
                List.of(
                    new Problem.Fault(
                        "/days/%d/day".formatted(index), code, vietnamese, english))));
  }

  private static ProblemException of(int status, String code, String vietnamese, String english) {
    return new ProblemException(Problem.of(status, code, vietnamese, english));
  }
}
