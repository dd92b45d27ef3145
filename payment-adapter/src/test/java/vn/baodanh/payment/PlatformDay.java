package vn.baodanh.payment;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** The file of one day as a platform would write it, with whatever a test puts in. */
final class PlatformDay {
  static final long CHARGE = 1_100;

  private final LocalDate day;
  private final List<String> lines = new ArrayList<>();
  private long amounts;
  private long charges;

  PlatformDay(LocalDate day) {
    this.day = day;
  }

  static String date(LocalDate day) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(day);
  }

  LocalDate day() {
    return day;
  }

  void payment(String reference, String number, LocalDate paid, String time, long amount) {
    payment(reference, number, paid, time, amount, CHARGE);
  }

  void payment(
      String reference, String number, LocalDate paid, String time, long amount, long charge) {
    add("PAYMENT", reference, number, "", paid, time, amount, charge);
  }

  void refund(String reference, String number, String requestId, long amount) {
    add("REFUND", reference, number, requestId, day, "120000", -amount, 0);
  }

  private void add(
      String kind,
      String reference,
      String number,
      String requestId,
      LocalDate paid,
      String time,
      long amount,
      long charge) {
    lines.add(
        "%s,%s,%s,%s,NCB,%s%s,%d,%d,%d\r\n"
            .formatted(
                kind,
                reference,
                number,
                requestId,
                date(paid),
                time,
                amount,
                charge,
                amount - charge));
    amounts += amount;
    charges += charge;
  }

  /** What the platform owes for it. */
  long net() {
    return amounts - charges;
  }

  String text() {
    return "kind,reference,transactionNo,requestId,bankCode,payDate,amount,charge,net\r\n"
        + "PERIOD,vnpay,%1$s,%1$s,,,,,\r\n".formatted(date(day))
        + String.join("", lines)
        + "TOTAL,%d,,,,,%d,%d,%d\r\n".formatted(lines.size(), amounts, charges, net());
  }
}
