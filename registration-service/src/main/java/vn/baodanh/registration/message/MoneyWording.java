package vn.baodanh.registration.message;

import io.vertx.core.json.JsonObject;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;

/** The words about bills and refunds. Pure. */
final class MoneyWording {
  private record Words(String vietnamese, String english) {}

  private static final Map<String, Words> REASONS =
      Map.of(
          "bill-settled-otherwise",
          new Words(
              "hoá đơn đã được thanh toán bằng một lần khác",
              "the bill was paid by another payment"),
          "list-changed",
          new Words("danh sách nguyện vọng đã thay đổi", "the list of preferences was changed"));

  private static final Words UNNAMED =
      new Words("xem chi tiết trong hồ sơ", "see the details in your file");

  private MoneyWording() {}

  static Notice paid(JsonObject params) {
    return new Notice(
        "Lệ phí đã được thanh toán",
        "Your fee is paid",
        "Đã nhận %s đồng lúc %s (giờ Việt Nam), mã giao dịch %s. Danh sách nguyện vọng của bạn đã"
                .formatted(amount(params, "vi"), at(params), reference(params))
            + " được thanh toán.",
        "%s đồng were received at %s (UTC+7), payment %s. Your list of preferences is paid."
            .formatted(amount(params, "en"), at(params), reference(params)));
  }

  static Notice refundOpened(JsonObject params) {
    Words reason = REASONS.getOrDefault(params.getString("reason", ""), UNNAMED);
    return new Notice(
        "Một khoản tiền sẽ được xem xét hoàn lại",
        "Some money is to go back to you",
        "%s đồng của giao dịch %s đang chờ hoàn lại: %s. Bạn không cần làm gì."
            .formatted(amount(params, "vi"), reference(params), reason.vietnamese()),
        "%s đồng of payment %s wait to be sent back: %s. You need not do anything."
            .formatted(amount(params, "en"), reference(params), reason.english()));
  }

  static Notice refundReleased(JsonObject params) {
    return new Notice(
        "Tiền đang được hoàn lại",
        "Your money is on its way back",
        "Việc hoàn %s đồng của giao dịch %s đã được duyệt và đang được thực hiện."
            .formatted(amount(params, "vi"), reference(params)),
        "%s đồng of payment %s were released and are on their way back to you."
            .formatted(amount(params, "en"), reference(params)));
  }

  static Notice refundFailed(JsonObject params) {
    return new Notice(
        "Chưa hoàn được tiền",
        "Your money could not be sent back yet",
        "Việc hoàn %s đồng của giao dịch %s chưa thực hiện được; bộ phận tài chính đang xem xét."
            .formatted(amount(params, "vi"), reference(params)),
        "%s đồng of payment %s could not be sent back; finance staff look at it."
            .formatted(amount(params, "en"), reference(params)));
  }

  static Notice refundDismissed(JsonObject params) {
    return new Notice(
        "Khoản tiền không được hoàn lại",
        "Money is not sent back",
        "Bộ phận tài chính đã xem xét: %s đồng của giao dịch %s không được hoàn lại. Nếu có thắc"
                .formatted(amount(params, "vi"), reference(params))
            + " mắc, hãy liên hệ điểm thu nhận hồ sơ.",
        "Finance staff looked at it: %s đồng of payment %s are not sent back. If this seems wrong,"
                .formatted(amount(params, "en"), reference(params))
            + " ask where you submitted your registration.");
  }

  static Notice refundPaid(JsonObject params) {
    return new Notice(
        "Tiền đã được hoàn lại",
        "Your money was sent back",
        "%s đồng của giao dịch %s đã được hoàn về nơi đã thanh toán. Ngân hàng có thể cần vài ngày."
            .formatted(amount(params, "vi"), reference(params)),
        "%s đồng of payment %s were sent back to where they came from. Your bank may need some"
                .formatted(amount(params, "en"), reference(params))
            + " days.");
  }

  private static String amount(JsonObject params, String language) {
    return NumberFormat.getIntegerInstance(Locale.of(language))
        .format(params.getLong("amount", 0L));
  }

  private static String at(JsonObject params) {
    return Wording.local(params.getString("paidAt", "1970-01-01T00:00:00Z"));
  }

  private static String reference(JsonObject params) {
    return params.getString("reference", "");
  }
}
