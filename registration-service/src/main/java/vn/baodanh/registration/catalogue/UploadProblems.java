package vn.baodanh.registration.catalogue;

import java.time.Duration;
import java.util.List;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.filing.FieldFault;

/** Why a file does not become part of the catalogue, as problem documents. */
final class UploadProblems {
  static ProblemException faulty(List<FieldFault> faults) {
    return withFaults(
        Problem.of(
            400,
            "body-invalid",
            "Nội dung gửi lên không đúng mẫu.",
            "The body does not have the form that is asked for."),
        faults);
  }

  static ProblemException dangling(List<FieldFault> faults) {
    return withFaults(
        Problem.of(
            422,
            "unknown-references",
            "Tệp làm cho danh mục có mã không tồn tại.",
            "With this file the catalogue would name what is not in it."),
        faults);
  }

  static ProblemException forbidden(List<FieldFault> faults) {
    return withFaults(
        Problem.of(
            422,
            "rules",
            "Tệp trái với quy định của đợt tuyển sinh.",
            "The file breaks a rule of the season."),
        faults);
  }

  private static ProblemException withFaults(Problem problem, List<FieldFault> faults) {
    return new ProblemException(
        problem.withFaults(
            faults.stream()
                .map(fault ->
                    new Problem.Fault(
                        fault.pointer(), fault.code(), fault.vietnamese(), fault.english()))
                .toList()));
  }

  static ProblemException notAMoment() {
    return moment("not-allowed", "Không phải là một thời điểm.", "It is no moment.");
  }

  static ProblemException tooEarly(Duration ahead) {
    return moment(
        "too-early",
        "Phải muộn hơn bây giờ ít nhất %d giây.".formatted(ahead.toSeconds()),
        "It must be at least %d seconds from now.".formatted(ahead.toSeconds()));
  }

  private static ProblemException moment(String code, String vietnamese, String english) {
    return new ProblemException(
        Problem.of(400, "invalid", "Yêu cầu có chỗ không hợp lệ.", "The request is not valid.")
            .withFaults(
                List.of(new Problem.Fault("query:effectiveAt", code, vietnamese, english))));
  }

  static ProblemException nothingChanges() {
    return conflict(
        "nothing-changes",
        "Tệp giống hệt danh mục hiện có.",
        "The file says what the catalogue says already.");
  }

  static ProblemException busy() {
    return new ProblemException(
        Problem.of(
                503,
                "busy",
                "Đang xử lý một tệp khác. Xin gửi lại sau ít giây.",
                "Another file is being read. Send it again in a few seconds.")
            .withRetryAfter(Duration.ofSeconds(2)));
  }

  static ProblemException movedOn() {
    return conflict(
        "catalogue-moved-on",
        "Danh mục đã có phiên bản mới hơn; hãy gửi lại tệp để so sánh lại.",
        "The catalogue has a newer version; send the file again to see what it changes.");
  }

  static ProblemException tooLate() {
    return conflict(
        "too-late",
        "Thời điểm hiệu lực đã quá gần hoặc đã qua.",
        "The moment from which it shall be in force is too near, or past.");
  }

  static ProblemException notAfterLatest() {
    return conflict(
        "not-after-latest",
        "Một phiên bản khác sẽ có hiệu lực muộn hơn thời điểm này.",
        "Another version will be in force only after that moment.");
  }

  static ProblemException tooManyUpcoming() {
    return conflict(
        "too-many-upcoming",
        "Có quá nhiều phiên bản đang chờ hiệu lực.",
        "Too many versions wait for their moment.");
  }

  static ProblemException fileUnknown() {
    return new ProblemException(
        Problem.of(404, "file-unknown", "Không có tệp này.", "There is no such file."));
  }

  private static ProblemException conflict(String code, String vietnamese, String english) {
    return new ProblemException(Problem.of(409, code, vietnamese, english));
  }

  private UploadProblems() {}
}
