package vn.baodanh.local.bank;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * A day of our account at the bank, and the statement that the bank makes of it: CSV (RFC 4180,
 * UTF-8) with the columns kind (OPENING, ENTRY, CLOSING), date (yyyyMMdd), mark (C for credit, D
 * for debit), amount (đồng), reference and text.
 */
public final class BankDay {
  private static final String HEADER = "kind,date,mark,amount,reference,text";

  private final String date;
  private final StringBuilder text = new StringBuilder();
  private long balance;
  private int entries;

  /**
   * @param opening đồng; below 0 if the account is overdrawn
   */
  public BankDay(LocalDate day, long opening) {
    date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
    balance = opening;
    text.append(HEADER).append("\r\n");
    text.append(balance("OPENING")).append("\r\n");
  }

  /**
   * Money came.
   *
   * @return the bank's reference of it
   */
  public String credit(long amount, String about) {
    balance += amount;
    return entry("C", amount, about);
  }

  /** Money left. */
  public void debit(long amount, String about) {
    balance -= amount;
    entry("D", amount, about);
  }

  private String entry(String mark, long amount, String about) {
    var reference = "FT%s%03d".formatted(date, ++entries);
    row("ENTRY", mark, amount, reference, about);
    return reference;
  }

  private void row(String kind, String mark, long amount, String reference, String about) {
    text.append("%s,%s,%s,%d,%s,%s\r\n".formatted(kind, date, mark, amount, reference, about));
  }

  public long balance() {
    return balance;
  }

  public String statement() {
    return text + balance("CLOSING") + "\r\n";
  }

  private String balance(String kind) {
    var mark = balance < 0 ? "D" : "C";
    return "%s,%s,%s,%d,,".formatted(kind, date, mark, Math.abs(balance));
  }
}
