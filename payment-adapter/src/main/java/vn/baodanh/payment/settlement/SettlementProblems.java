package vn.baodanh.payment.settlement;

import io.vertx.core.json.JsonArray;
import java.time.LocalDate;
import java.util.List;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.payment.settlement.file.FaultyFile;

/** Why a file is not taken, or a day not closed. */
final class SettlementProblems {
  private SettlementProblems() {}

  static ProblemException faulty(FaultyFile file) {
    return new ProblemException(
        Problem.of(
                422,
                "file-faulty",
                "Tệp có chỗ sai; không có gì được ghi nhận.",
                "The file is wrong; nothing of it was taken.")
            .withFaults(
                file.faults().stream()
                    .map(fault ->
                        new Problem.Fault(
                            fault.pointer(), fault.code(), fault.vietnamese(), fault.english()))
                    .toList()));
  }

  static ProblemException tooLarge() {
    return of(413, "body-too-large", "Tệp quá lớn.", "The file is too large.");
  }

  static ProblemException wrongFormat() {
    return of(
        400,
        "wrong-format",
        "Nguồn này không gửi tệp ở định dạng đó.",
        "This source sends no files of this format.");
  }

  static ProblemException fileUnknown() {
    return of(404, "file-unknown", "Không có tệp này.", "There is no such file.");
  }

  static ProblemException fileState(String state) {
    return new ProblemException(
        Problem.of(
                409,
                "file-state",
                "Tệp không ở trạng thái cho phép việc này.",
                "The file is not in a state that allows this.")
            .with("fileState", state));
  }

  static ProblemException periodCovered(LocalDate day) {
    return new ProblemException(
        Problem.of(
                409,
                "period-covered",
                "Đã có tệp khác của ngày %s.".formatted(day),
                "Another file counts for %s.".formatted(day))
            .with("day", day.toString()));
  }

  static ProblemException dayClosed(LocalDate day) {
    return new ProblemException(
        Problem.of(
                409,
                "day-closed",
                "Ngày %s đã khoá.".formatted(day),
                "%s is closed.".formatted(day))
            .with("day", day.toString()));
  }

  static ProblemException dayNotOver() {
    return of(409, "day-not-over", "Ngày này chưa kết thúc.", "This day is not over.");
  }

  static ProblemException earlierOpen(LocalDate day) {
    return new ProblemException(
        Problem.of(
                409,
                "earlier-day-open",
                "Phải khoá ngày %s trước.".formatted(day),
                "%s must be closed first.".formatted(day))
            .with("day", day.toString()));
  }

  static ProblemException blocked(List<String> blockers) {
    return new ProblemException(
        Problem.of(
                409,
                "day-not-settled",
                "Ngày chưa đủ điều kiện khoá.",
                "The day cannot be closed yet: `blockers` says what is missing.")
            .with("blockers", new JsonArray(blockers)));
  }

  private static ProblemException of(int status, String code, String vietnamese, String english) {
    return new ProblemException(Problem.of(status, code, vietnamese, english));
  }
}
