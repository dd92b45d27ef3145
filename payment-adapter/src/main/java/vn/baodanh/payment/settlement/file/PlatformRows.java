package vn.baodanh.payment.settlement.file;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.baodanh.payment.ledger.Vnd;

/**
 * Judges the rows of a platform's file, whatever its format.
 *
 * <p>The platforms' pages do not give its columns; these are declared here. The first row names
 * them: {@code kind,reference,transactionNo,requestId,bankCode,payDate,amount,charge,net}. The
 * second says what the file is of: {@code PERIOD}, the platform, first and last day (yyyyMMdd) in
 * the next columns. Then one row for each payment ({@code PAYMENT}) and refund ({@code REFUND},
 * amounts below 0); net is amount less charge. The last has the kind {@code TOTAL}, the number of
 * payments and refunds in the place of the reference, and the sums: a file without it was cut off.
 */
final class PlatformRows {
  static final List<String> COLUMNS =
      List.of(
          "kind",
          "reference",
          "transactionNo",
          "requestId",
          "bankCode",
          "payDate",
          "amount",
          "charge",
          "net");

  /** As many payments as a whole season has, and what an XLSX sheet can hold. */
  static final int MOST_LINES = 1_048_570;

  private static final int LONGEST_CELL = 100;
  private static final int LONGEST_NUMBER = 17;
  private static final int LONGEST_PERIOD_DAYS = 31;
  private static final long NONE = Long.MIN_VALUE;

  private final String platform;
  private final PlatformLines lines;
  private final Faults faults = new Faults();
  private PlatformTotals totals = PlatformTotals.NOTHING;
  private int rows;
  private boolean ended;

  PlatformRows(String platform, PlatformLines lines) {
    this.platform = platform;
    this.lines = lines;
  }

  /**
   * Takes the next row.
   *
   * @param line where it stands in the file
   */
  void row(int line, String[] cells) throws IOException {
    rows++;
    if (ended) {
      faults.add(
          line, "", "after-total", "sau dòng TOTAL không được có gì", "nothing may follow TOTAL");
    } else if (rows == 1) {
      heading(line, cells);
    } else if (cells.length != COLUMNS.size()) {
      faults.add(
          line,
          "",
          "cells",
          "có %d ô, phải có %d".formatted(cells.length, COLUMNS.size()),
          "it has %d cells, not %d".formatted(cells.length, COLUMNS.size()));
    } else if (rows == 2) {
      period(line, cells);
    } else {
      item(line, cells);
    }
  }

  /** After the last row: what the file sums up to. */
  PlatformTotals end(int lastLine) throws IOException {
    if (!ended && !faults.any()) {
      faults.add(
          Math.max(1, lastLine),
          "",
          "no-total",
          "tệp bị cắt: thiếu dòng TOTAL",
          "the file was cut off: there is no TOTAL");
    }
    faults.throwIfAny();
    return totals;
  }

  private void heading(int line, String[] cells) throws IOException {
    if (!List.of(cells).equals(COLUMNS)) {
      faults.add(
          line,
          "",
          "columns",
          "tên cột phải là: " + String.join(",", COLUMNS),
          "the columns must be: " + String.join(",", COLUMNS));
      faults.throwIfAny(); // nothing of the rest would make sense
    }
  }

  private void period(int line, String[] cells) throws IOException {
    if (!cells[0].equals("PERIOD") || !cells[1].equals(platform)) {
      faults.add(
          line,
          "",
          "period",
          "phải là PERIOD,%s,từ ngày,đến ngày".formatted(platform),
          "it must be PERIOD,%s,first day,last day".formatted(platform));
      faults.throwIfAny();
    }
    try {
      LocalDate from = day(cells[2]);
      LocalDate to = day(cells[3]);
      if (to.isBefore(from) || from.plusDays(LONGEST_PERIOD_DAYS).isBefore(to)) {
        throw new DateTimeException("no period");
      }
      lines.period(from, to);
    } catch (DateTimeException | NumberFormatException e) {
      faults.add(
          line,
          "",
          "period",
          "kỳ đối soát phải từ 1 đến %d ngày, dạng yyyyMMdd".formatted(LONGEST_PERIOD_DAYS),
          "a period has 1 to %d days, written yyyyMMdd".formatted(LONGEST_PERIOD_DAYS));
      faults.throwIfAny();
    }
  }

  private void item(int line, String[] cells) throws IOException {
    switch (cells[0]) {
      case "PAYMENT" -> item(line, PlatformLine.Kind.PAYMENT, cells);
      case "REFUND" -> item(line, PlatformLine.Kind.REFUND, cells);
      case "TOTAL" -> total(line, cells);
      default ->
          faults.add(
              line,
              "kind",
              "kind",
              "loại phải là PAYMENT, REFUND hoặc TOTAL",
              "the kind must be PAYMENT, REFUND or TOTAL");
    }
  }

  private void item(int line, PlatformLine.Kind kind, String[] cells) throws IOException {
    boolean refund = kind == PlatformLine.Kind.REFUND;
    named(line, 1, cells, true);
    named(line, 2, cells, true);
    named(line, 3, cells, refund);
    named(line, 4, cells, false);
    @Nullable LocalDate day = moment(line, cells[5]);
    long amount = number(line, 6, cells);
    long charge = number(line, 7, cells);
    long net = number(line, 8, cells);
    long size = refund ? -amount : amount;
    if (amount != NONE && (size <= 0 || !Vnd.isAmount(size))) {
      faults.add(
          line,
          "amount",
          "amount",
          refund ? "số tiền hoàn phải âm và không quá lớn" : "số tiền phải dương và không quá lớn",
          refund
              ? "a refund's amount must be below 0, and at most 9,999,999,999"
              : "an amount must be 1 to 9,999,999,999");
    } else if (charge != NONE && (charge < 0 || charge > Math.max(0, amount))) {
      faults.add(
          line, "charge", "charge", "phí phải từ 0 đến số tiền", "a charge is 0 to the amount");
    } else if (net != NONE && charge != NONE && net != amount - charge) {
      faults.add(
          line, "net", "net", "không bằng số tiền trừ phí", "it is not the amount less the charge");
    }
    if (totals.lines() == MOST_LINES) {
      faults.add(line, "", "too-many-lines", "quá nhiều dòng", "the file has too many lines");
      faults.throwIfAny();
    }
    if (day != null && !faults.any()) {
      add(
          new PlatformLine(
              line,
              kind,
              cells[1],
              cells[2],
              cells[3],
              cells[4],
              cells[5],
              day,
              size,
              charge,
              String.join(",", cells)));
    }
  }

  private void add(PlatformLine line) throws IOException {
    totals = totals.plus(line);
    lines.line(line);
  }

  private void total(int line, String[] cells) throws IOException {
    ended = true;
    long count = number(line, 1, cells);
    long amounts = number(line, 6, cells);
    long charges = number(line, 7, cells);
    long net = number(line, 8, cells);
    if (!faults.any()
        && (count != totals.lines()
            || amounts != totals.payments() - totals.refunds()
            || charges != totals.charges()
            || net != totals.net())) {
      faults.add(
          line,
          "",
          "total",
          "tổng không khớp: có %d dòng, số tiền %d, phí %d"
              .formatted(totals.lines(), totals.payments() - totals.refunds(), totals.charges()),
          "it does not add up: there are %d lines, amounts %d, charges %d"
              .formatted(totals.lines(), totals.payments() - totals.refunds(), totals.charges()));
    }
  }

  /**
   * A name: letters, digits and a few signs; so it is no formula, and safe wherever it is shown.
   */
  private void named(int line, int column, String[] cells, boolean required) throws IOException {
    String cell = cells[column];
    boolean good = cell.length() <= LONGEST_CELL && (!required || !cell.isEmpty());
    for (int i = 0; good && i < cell.length(); i++) {
      char c = cell.charAt(i);
      good =
          c >= '0' && c <= '9'
              || c >= 'A' && c <= 'Z'
              || c >= 'a' && c <= 'z'
              || i > 0 && (c == '-' || c == '_' || c == '.');
    }
    if (!good) {
      faults.add(
          line,
          COLUMNS.get(column),
          "name",
          "phải là chữ, số, '-', '_', '.', tối đa %d ký tự%s"
              .formatted(LONGEST_CELL, required ? ", không trống" : ""),
          "it must be letters, digits, '-', '_', '.', at most %d%s"
              .formatted(LONGEST_CELL, required ? ", and not empty" : ""));
    }
  }

  /** {@link #NONE}, and a fault, if it is none. */
  private long number(int line, int column, String[] cells) throws IOException {
    String cell = cells[column];
    int first = cell.startsWith("-") ? 1 : 0;
    boolean good = cell.length() > first && cell.length() <= LONGEST_NUMBER;
    for (int i = first; good && i < cell.length(); i++) {
      good = cell.charAt(i) >= '0' && cell.charAt(i) <= '9';
    }
    if (!good) {
      faults.add(
          line,
          COLUMNS.get(column),
          "number",
          "phải là số nguyên, không có dấu phân cách",
          "it must be a whole number without separators");
      return NONE;
    }
    return Long.parseLong(cell);
  }

  /** Null, and a fault, if it is none. */
  private @Nullable LocalDate moment(int line, String cell) throws IOException {
    try {
      if (cell.length() == 14) {
        LocalTime.of(number(cell, 8, 10), number(cell, 10, 12), number(cell, 12, 14));
        return day(cell.substring(0, 8));
      }
    } catch (DateTimeException | NumberFormatException e) {
      // told below
    }
    faults.add(
        line, "payDate", "moment", "phải là yyyyMMddHHmmss", "it must be a moment: yyyyMMddHHmmss");
    return null;
  }

  private static LocalDate day(String digits) {
    if (digits.length() != 8) {
      throw new DateTimeException("no day");
    }
    return LocalDate.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8));
  }

  private static int number(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') { // a sign, or digits of another script
        throw new NumberFormatException("no digit");
      }
    }
    return Integer.parseInt(text, from, to, 10);
  }
}
