package vn.baodanh.registration.institution;

import java.time.Duration;
import java.util.List;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;

/** Why an institution is not given what it asks for, as problem documents. */
final class InstitutionProblems {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration WHILE_COUNTING = Duration.ofSeconds(10);

  private InstitutionProblems() {}

  /** The same for an institution that there is and one that there is not. */
  static ProblemException notYours() {
    return problem(
        403,
        "not-your-institution",
        "Tài khoản này không được giao cho cơ sở đào tạo đó.",
        "No grant in force is for this institution.");
  }

  static ProblemException listsOpen() {
    return problem(
        403,
        "lists-open",
        "Danh sách nguyện vọng chưa khoá; theo quy định của đợt tuyển sinh, cơ sở đào tạo chưa"
            + " được xem.",
        "Lists may still change, and the season's rule is that institutions read them only once"
            + " they are closed.");
  }

  static ProblemException stillCounting() {
    return later(
        "still-counting",
        "Đang ghi nốt những hồ sơ nộp trước giờ khoá. Xin hỏi lại sau ít giây.",
        "What was received before the close is still being recorded. Please ask again in a few"
            + " seconds.",
        WHILE_COUNTING);
  }

  static ProblemException rulesUnconfirmed() {
    return later(
        "rules-unconfirmed",
        "Máy chủ đang kiểm tra lại lịch đăng ký. Xin hỏi lại sau ít giây.",
        "This node is confirming the calendar. Please ask again in a few seconds.",
        SOON);
  }

  static ProblemException busy() {
    return later(
        "busy",
        "Đang có quá nhiều lượt tải. Xin thử lại sau ít giây.",
        "Too many pulls are under way. Please try again in a few seconds.",
        SOON);
  }

  static ProblemException tooManyPulls(Duration wait) {
    return tooMany(
        "Cơ sở đào tạo đã tải quá nhiều lượt. Xin đợi rồi thử lại.",
        "This institution has pulled too often. Please wait and try again.",
        wait);
  }

  static ProblemException tooManyUploads(Duration wait) {
    return tooMany(
        "Cơ sở đào tạo đã gửi danh sách quá nhiều lượt. Xin đợi rồi gửi lại.",
        "This institution has sent lists too often. Please wait and send it again.",
        wait);
  }

  private static ProblemException tooMany(String vietnamese, String english, Duration wait) {
    return new ProblemException(
        Problem.of(429, "too-many-requests", vietnamese, english).withRetryAfter(wait));
  }

  static ProblemException resync() {
    return problem(
        410,
        "resync",
        "Hệ thống đã được khôi phục từ bản sao lưu nên vị trí này không còn đúng; hãy tải lại từ"
            + " đầu.",
        "The database was restored, and this cursor is of what was lost: pull again from the"
            + " beginning.");
  }

  static ProblemException unknownCursor() {
    return new ProblemException(
        Problem.of(400, "invalid", "Yêu cầu có chỗ không hợp lệ.", "The request is not valid.")
            .withFaults(
                List.of(
                    new Problem.Fault(
                        "query:after",
                        "unknown-cursor",
                        "Đây không phải vị trí mà hệ thống đã cấp.",
                        "This was never given out as a cursor."))));
  }

  static ProblemException noSnapshot() {
    return problem(404, "snapshot-unknown", "Không có bản chốt này.", "There is no such snapshot.");
  }

  static ProblemException noAdmittedList() {
    return problem(
        404,
        "admitted-list-unknown",
        "Không có danh sách này.",
        "There is no such list in this round.");
  }

  static ProblemException notAsPreviewed() {
    return problem(
        409,
        "not-as-previewed",
        "Tệp không phải là tệp đã xem trước: mã SHA-256 khác.",
        "The file is not the one that was previewed: its SHA-256 differs.");
  }

  static ProblemException unreadable(List<Problem.Fault> faults) {
    return new ProblemException(
        Problem.of(
                400,
                "body-invalid",
                "Nội dung gửi lên không đúng mẫu.",
                "The body does not have the form that is asked for.")
            .withFaults(faults));
  }

  static ProblemException admittedInvalid(List<Problem.Fault> faults) {
    return new ProblemException(
        Problem.of(
                422,
                "admitted-list-invalid",
                "Danh sách có dòng không đúng với những gì thí sinh đã đăng ký.",
                "The list has lines that do not fit what applicants chose.")
            .withFaults(faults));
  }

  private static ProblemException problem(
      int status, String code, String vietnamese, String english) {
    return new ProblemException(Problem.of(status, code, vietnamese, english));
  }

  private static ProblemException later(
      String code, String vietnamese, String english, Duration wait) {
    return new ProblemException(Problem.of(503, code, vietnamese, english).withRetryAfter(wait));
  }
}
