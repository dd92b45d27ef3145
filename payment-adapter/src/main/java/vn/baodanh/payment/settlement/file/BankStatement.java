package vn.baodanh.payment.settlement.file;

import java.time.LocalDate;
import java.util.List;

/**
 * A bank's statement of our account: the days from one to another, both included, and the balances
 * before and after them, in đồng (below 0: we owe the bank).
 */
public record BankStatement(
    LocalDate from, LocalDate to, long opening, long closing, List<BankLine> lines) {
  public BankStatement {
    lines = List.copyOf(lines);
  }

  public long credits() {
    return lines.stream().filter(BankLine::credit).mapToLong(BankLine::amount).sum();
  }

  public long debits() {
    return lines.stream().filter(line -> !line.credit()).mapToLong(BankLine::amount).sum();
  }

  /** The same, if it adds up and its entries are of its days. */
  BankStatement checked() throws FaultyFile {
    Faults faults = new Faults();
    if (to.isBefore(from) || from.plusYears(1).isBefore(to)) {
      faults.add(
          0, "", "period", "Kỳ sao kê không hợp lệ.", "The statement's period is not possible.");
    }
    long sum = opening;
    for (BankLine line : lines) {
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
