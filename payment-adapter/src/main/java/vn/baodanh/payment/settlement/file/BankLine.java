package vn.baodanh.payment.settlement.file;

import java.time.LocalDate;

/**
 * One entry of a bank statement.
 *
 * @param line where it begins in the file, from 1
 * @param day its value date
 * @param credit whether money came to us
 * @param amount đồng, above 0
 * @param reference the bank's own name for it
 * @param text what it says it is for
 * @param raw as it stands in the file
 */
public record BankLine(
    int line,
    LocalDate day,
    boolean credit,
    long amount,
    String reference,
    String text,
    String raw) {
  long signed() {
    return credit ? amount : -amount;
  }
}
