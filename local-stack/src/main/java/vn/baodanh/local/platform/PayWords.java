package vn.baodanh.local.platform;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The words of the pay page, in each of its languages. */
enum PayWords {
  VI(
      "Thanh toán",
      "Cổng thanh toán mô phỏng: không có tiền thật.",
      "Số tiền",
      "Nội dung",
      "Mã tham chiếu",
      "Hạn thanh toán",
      "Trả %s",
      "Huỷ giao dịch",
      "Thử: ngân hàng từ chối",
      "Quay về trang của đơn vị thu",
      "Không thanh toán được"),
  EN(
      "Payment",
      "Simulated payment platform: no real money.",
      "Amount",
      "For",
      "Reference",
      "To be paid by",
      "Pay %s",
      "Cancel",
      "Try it: the bank declines",
      "Back to the merchant",
      "This cannot be paid");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss dd/MM/uuuu", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  final String title;
  final String notReal;
  final String amount;
  final String info;
  final String reference;
  final String payBy;
  private final String pay;
  final String cancel;
  final String decline;
  final String back;
  final String cannot;

  PayWords(
      String title,
      String notReal,
      String amount,
      String info,
      String reference,
      String payBy,
      String pay,
      String cancel,
      String decline,
      String back,
      String cannot) {
    this.title = title;
    this.notReal = notReal;
    this.amount = amount;
    this.info = info;
    this.reference = reference;
    this.payBy = payBy;
    this.pay = pay;
    this.cancel = cancel;
    this.decline = decline;
    this.back = back;
    this.cannot = cannot;
  }

  /** Vietnamese unless English is asked for. */
  static PayWords in(String language) {
    return language.equals("en") ? EN : VI;
  }

  PayWords other() {
    return switch (this) {
      case VI -> EN;
      case EN -> VI;
    };
  }

  /** The language's code, as HTML wants it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The language's own name. */
  String ownName() {
    return switch (this) {
      case VI -> "Tiếng Việt";
      case EN -> "English";
    };
  }

  String pay(long dong) {
    return pay.formatted(money(dong));
  }

  String money(long dong) {
    var locale =
        switch (this) {
          case VI -> Locale.of("vi", "VN");
          case EN -> Locale.ENGLISH;
        };
    return NumberFormat.getIntegerInstance(locale).format(dong) + " ₫";
  }

  String time(Instant moment) {
    return TIME.format(moment);
  }

  String outcome(Outcome outcome) {
    return switch (this) {
      case VI ->
          switch (outcome) {
            case OPEN -> "Ngân hàng đang xử lý.";
            case PAID -> "Đã thanh toán.";
            case CANCELLED -> "Đã huỷ, không bị trừ tiền.";
            case DECLINED -> "Ngân hàng từ chối, không bị trừ tiền.";
            case EXPIRED -> "Đã hết hạn, không bị trừ tiền.";
            case SUSPICIOUS -> "Đã trừ tiền, đang được kiểm tra.";
            case REVERSED -> "Đã trừ tiền rồi hoàn lại.";
          };
      case EN ->
          switch (outcome) {
            case OPEN -> "Your bank is working on it.";
            case PAID -> "Paid.";
            case CANCELLED -> "Cancelled; nothing was debited.";
            case DECLINED -> "Declined by the bank; nothing was debited.";
            case EXPIRED -> "Expired; nothing was debited.";
            case SUSPICIOUS -> "Debited, and being looked at.";
            case REVERSED -> "Debited, and given back.";
          };
    };
  }
}
