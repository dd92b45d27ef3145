package vn.baodanh.payment.settlement.file;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bank's statement of our account: the days from one to another, both included, and the balances
 * before and after them, in đồng (below 0: we owe the bank).
 *
 * @param account whose it says it is; null if it does not say
 */
public record BankStatement(
    @Nullable String account,
    LocalDate from,
    LocalDate to,
    long opening,
    long closing,
    List<BankLine> lines) {
  /** As much as every program counts exactly, also those that count in floating point. */
  private static final long MOST_MOVED = 9_000_000_000_000_000L;

  public BankStatement {
    lines = List.copyOf(lines);
  }

  public long credits() {
    return lines.stream().filter(BankLine::credit).mapToLong(BankLine::amount).sum();
  }

  public long debits() {
    return lines.stream().filter(line -> !line.credit()).mapToLong(BankLine::amount).sum();
  }

  /**
   * The same, if it is of this account or does not say of which it is. Banks write their own code
   * before the number, VND after it, and signs in between.
   */
  public BankStatement of(String number) throws FaultyFile {
    if (account == null
        || Arrays.stream(account.split("/"))
            .anyMatch(part -> plain(part).replaceFirst("VND$", "").equals(plain(number)))) {
      return this;
    }
    throw FaultyFile.of(
        0,
        "other-account",
        "Sao kê của tài khoản %s, không phải tài khoản %s.".formatted(account, number),
        "The statement is of the account %s, not of %s.".formatted(account, number));
  }

  private static String plain(String number) {
    return number.replaceAll("[^0-9A-Za-z]", "").toUpperCase(Locale.ROOT);
  }

  /** The same, if it adds up and its entries are of its days. */
  BankStatement checked() throws FaultyFile {
    Faults faults = new Faults();
    if (to.isBefore(from) || from.plusYears(1).isBefore(to)) {
      faults.add(
          0, "", "period", "Kỳ sao kê không hợp lệ.", "The statement's period is not possible.");
    }
    long sum = opening;
    long moved = 0;
    for (BankLine line : lines) {
      moved += line.amount(); // one is at most a thousand billion
      if (moved > MOST_MOVED) {
        faults.add(
            line.line(),
            "",
            "amount",
            "tổng phát sinh đến đây quá lớn",
            "the entries come to too much here");
        faults.throwIfAny();
      }
      sum += line.signed();
      if (line.day().isBefore(from) || line.day().isAfter(to)) {
        faults.add(
            line.line(),
            "",
            "outside-period",
            "ngày giá trị %s không thuộc kỳ sao kê".formatted(line.day()),
            "the value date %s is not of the statement's period".formatted(line.day()));
      }
    }
    if (sum != closing) {
      faults.add(
          0,
          "",
          "total",
          "Số dư đầu cộng phát sinh là %d, số dư cuối là %d.".formatted(sum, closing),
          "Opening balance and entries make %d, the closing balance is %d."
              .formatted(sum, closing));
    }
    faults.throwIfAny();
    return this;
  }
}
