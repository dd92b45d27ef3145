package vn.baodanh.registration.billing;

import java.time.Duration;
import java.time.Instant;
import vn.baodanh.kit.Problem;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.season.Standing;
import vn.baodanh.registration.season.Window;

/** Why there is no bill, or it cannot be paid now. */
final class BillingProblems {
  private static final Duration COUNTING = Duration.ofSeconds(10);
  private static final Duration AWAY = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(2);

  private BillingProblems() {}

  static ProblemException stillCounting() {
    return later(
        Problem.of(
            409,
            "still-counting",
            "Đã hết thời hạn đăng ký; các hồ sơ đã nhận đang được ghi sổ. Xin thử lại sau giây"
                + " lát.",
            "The window has closed, and what was received in time is still being recorded. Please"
                + " try again in a moment."),
        COUNTING);
  }

  static ProblemException preferencesOpen(Standing standing) {
    Problem problem =
        Problem.of(
            409,
            "preferences-open",
            "Danh sách nguyện vọng còn có thể thay đổi; lệ phí được tính sau khi hết hạn đăng ký.",
            "The list of preferences can still change; the fee is asked for when the window has"
                + " closed.");
    return new ProblemException(
        standing instanceof Standing.Open(Window window)
            ? problem.with("closes", text(window.closes()))
            : problem);
  }

  static ProblemException nothingFiled() {
    return of(
        409,
        "nothing-filed",
        "Bạn chưa đăng ký nguyện vọng nào.",
        "You have filed no list of preferences.");
  }

  static ProblemException beingRecorded() {
    return later(
        Problem.of(
            409,
            "payment-being-recorded",
            "Một khoản thanh toán của bạn vừa được ghi nhận. Xin thử lại sau giây lát.",
            "A payment of yours is being recorded at this moment. Please try again in a moment."),
        SOON);
  }

  static ProblemException missing() {
    return of(
        409,
        "bill-missing",
        "Chưa có hoá đơn; hãy yêu cầu lập hoá đơn trước.",
        "There is no bill yet; ask for it first.");
  }

  static ProblemException outdated() {
    return of(
        409,
        "bill-outdated",
        "Danh sách nguyện vọng đã thay đổi sau khi lập hoá đơn; hãy yêu cầu lập hoá đơn mới.",
        "The list has changed since the bill was made; ask for the bill again.");
  }

  static ProblemException paid() {
    return of(409, "bill-paid", "Hoá đơn đã được thanh toán.", "The bill is paid already.");
  }

  static Problem over() {
    return Problem.of(
        409, "payment-closed", "Đã hết thời hạn nộp lệ phí.", "The time to pay the fee is over.");
  }

  static ProblemException notPayable(Standing standing) {
    Problem notYet =
        Problem.of(
            409,
            "payment-not-open",
            "Chưa đến thời gian nộp lệ phí của bạn.",
            "Your time to pay the fee has not begun.");
    return new ProblemException(
        switch (standing) {
          case Standing.NotOpen(Window next) -> notYet.with("opens", text(next.opens()));
          case Standing.Closed(Window last) -> over().with("closedAt", text(last.closes()));
          case Standing.NoWindow none -> notYet;
          case Standing.Open(Window window) -> over().with("closedAt", text(window.closes()));
        });
  }

  static ProblemException tooManyPayments() {
    return of(
        409,
        "too-many-payments",
        "Hoá đơn này đã có quá nhiều lần thanh toán. Xin liên hệ bộ phận hỗ trợ.",
        "There were too many attempts to pay this bill. Please ask for help.");
  }

  static ProblemException tooManyLinks() {
    return of(
        409,
        "too-many-links",
        "Hoá đơn này đã có quá nhiều liên kết thanh toán.",
        "There are too many payment links of this bill.");
  }

  static ProblemException linkUnknown() {
    return of(
        404, "link-unknown", "Không có liên kết thanh toán này.", "There is no such payment link.");
  }

  static ProblemException linkOver() {
    return of(
        410,
        "link-over",
        "Liên kết thanh toán đã hết hạn hoặc đã bị thu hồi.",
        "This payment link has expired or was revoked.");
  }

  static ProblemException keyReused() {
    return of(
        422,
        "key-reused",
        "Mã Idempotency-Key này đã dùng cho một nội dung khác.",
        "This Idempotency-Key was used for another body.");
  }

  static ProblemException noSuchPlatform() {
    return of(
        409,
        "platform-not-in-use",
        "Cổng thanh toán này chưa được mở.",
        "This payment platform is not in use.");
  }

  static ProblemException platformAway() {
    return later(
        Problem.of(
            503,
            "platform-away",
            "Cổng thanh toán chưa trả lời. Xin gửi lại y như cũ sau ít giây.",
            "The payment platform does not answer. Send the same request again in a few seconds."),
        AWAY);
  }

  static ProblemException away() {
    return later(
        Problem.of(
            503,
            "payments-unavailable",
            "Hệ thống thanh toán tạm thời chưa trả lời. Xin gửi lại y như cũ sau ít giây; gửi lại"
                + " không gây trùng.",
            "The payment system does not answer right now. Send the same request again in a few"
                + " seconds: a repeat does no harm."),
        AWAY);
  }

  static ProblemException rulesUnconfirmed() {
    return later(
        Problem.of(
            503,
            "rules-unconfirmed",
            "Máy chủ đang kiểm tra lại lịch đăng ký. Xin gửi lại sau ít giây.",
            "This node is confirming the calendar. Please send it again in a few seconds."),
        SOON);
  }

  static ProblemException noReceipt() {
    return of(
        404,
        "receipt-none",
        "Chưa có biên lai: hoá đơn này chưa được thanh toán hoặc không phải nộp tiền.",
        "There is no receipt: this bill is not paid, or nothing was to be paid.");
  }

  private static ProblemException of(int status, String code, String vietnamese, String english) {
    return new ProblemException(Problem.of(status, code, vietnamese, english));
  }

  private static ProblemException later(Problem problem, Duration wait) {
    return new ProblemException(problem.withRetryAfter(wait));
  }

  private static String text(Instant instant) {
    return Micros.text(Micros.of(instant));
  }
}
