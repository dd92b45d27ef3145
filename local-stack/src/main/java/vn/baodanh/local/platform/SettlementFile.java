package vn.baodanh.local.platform;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The file that the platform sends after each day (00:00:00–23:59:59, UTC+7): what succeeded by its
 * pay date and what was sent back, as CSV (RFC 4180, UTF-8).
 *
 * <p>The platforms' pages do not give its columns; these are declared here. kind is PAYMENT or
 * REFUND; amounts are whole đồng, those of refunds below 0; net is amount less charge. The first
 * row after the header has the kind PERIOD, the platform in place of the reference, and the first
 * and last day (yyyyMMdd) in the next columns. The last has the kind TOTAL, the number of payments
 * and refunds in place of the reference, and the sums: a file without it was cut off.
 */
final class SettlementFile {
  static final String HEADER =
      "kind,reference,transactionNo,requestId,bankCode,payDate,amount,charge,net";

  private final StringBuilder text = new StringBuilder(HEADER).append("\r\n");
  private int rows;
  private long amounts;
  private long charges;

  private SettlementFile(LocalDate day, Channel channel) {
    var date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
    var name = channel.name().toLowerCase(Locale.ROOT);
    text.append("PERIOD,%s,%s,%s,,,,,\r\n".formatted(name, date, date));
  }

  static String of(LocalDate day, Channel channel, Books books, Charge charge) {
    var file = new SettlementFile(day, channel);
    for (var payment : books.payments()) {
      if (payment.order().channel() == channel
          && payment.outcome() == Outcome.PAID
          && VnpayTime.day(payment.changedAt()).equals(day)) {
        file.add(payment, charge.of(payment.taken()));
      }
    }
    for (var refund : books.refunds()) {
      if (refund.channel() == channel && VnpayTime.day(refund.at()).equals(day)) {
        file.add(refund, books.payment(refund.payment()).orElseThrow());
      }
    }
    return file.whole();
  }

  private void add(Payment payment, long charge) {
    add(
        "PAYMENT,%s,%d,,%s,%s"
            .formatted(
                payment.order().reference(),
                payment.number(),
                VnpayTransactions.BANK,
                VnpayTime.text(payment.changedAt())),
        payment.taken(),
        charge);
  }

  private void add(Refund refund, Payment payment) {
    add(
        "REFUND,%s,%d,%s,%s,%s"
            .formatted(
                payment.order().reference(),
                payment.number(),
                refund.requestId(),
                VnpayTransactions.BANK,
                VnpayTime.text(refund.at())),
        -refund.amount(),
        0);
  }

  private void add(String start, long amount, long charge) {
    rows++;
    amounts += amount;
    charges += charge;
    text.append("%s,%d,%d,%d\r\n".formatted(start, amount, charge, amount - charge));
  }

  private String whole() {
    var total = "TOTAL,%d,,,,,%d,%d,%d\r\n".formatted(rows, amounts, charges, amounts - charges);
    return text.append(total).toString();
  }
}
