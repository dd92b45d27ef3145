package vn.baodanh.local.platform;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
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

  private SettlementFile() {}

  /** What the books have of a day. */
  static List<SettlementLine> lines(LocalDate day, Channel channel, Books books, Charge charge) {
    var lines = new ArrayList<SettlementLine>();
    for (var payment : books.payments()) {
      if (payment.order().channel() == channel
          && payment.outcome() == Outcome.PAID
          && VnpayTime.day(payment.changedAt()).equals(day)) {
        lines.add(SettlementLine.of(payment, payment.taken(), charge.of(payment.taken())));
      }
    }
    for (var refund : books.refunds()) {
      if (refund.channel() == channel && VnpayTime.day(refund.at()).equals(day)) {
        lines.add(SettlementLine.of(refund, books.payment(refund.payment()).orElseThrow()));
      }
    }
    return lines;
  }

  static String text(LocalDate day, Channel channel, List<SettlementLine> lines) {
    var date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
    var name = channel.name().toLowerCase(Locale.ROOT);
    var text = new StringBuilder(HEADER).append("\r\n");
    text.append("PERIOD,%s,%s,%s,,,,,\r\n".formatted(name, date, date));
    lines.forEach(line -> text.append(row(line)));
    long amounts = lines.stream().mapToLong(SettlementLine::amount).sum();
    long charges = lines.stream().mapToLong(SettlementLine::charge).sum();
    return text.append(
            "TOTAL,%d,,,,,%d,%d,%d\r\n"
                .formatted(lines.size(), amounts, charges, amounts - charges))
        .toString();
  }

  private static String row(SettlementLine line) {
    return "%s,%s,%d,%s,%s,%s,%d,%d,%d\r\n"
        .formatted(
            line.refund() ? "REFUND" : "PAYMENT",
            line.reference(),
            line.number(),
            line.requestId(),
            VnpayTransactions.BANK,
            VnpayTime.text(line.at()),
            line.amount(),
            line.charge(),
            line.amount() - line.charge());
  }
}
