package vn.baodanh.payment.settlement.file;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.jspecify.annotations.Nullable;
import vn.baodanh.payment.ledger.Vnd;

/** Amounts and days as bank statements have them; what is none is a fault of its line. */
final class BankAmounts {
  /** A balance is larger than any payment: a thousand billion đồng. */
  private static final long MOST_BALANCE = 1_000_000_000_000_000L;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

  private BankAmounts() {}

  /** Of an entry: whole đồng, above 0. */
  static long entry(int line, @Nullable BigDecimal amount) throws FaultyFile {
    long value = balance(line, amount);
    if (value == 0 || !Vnd.isAmount(value) && value > MOST_BALANCE) {
      throw wrong(line);
    }
    return value;
  }

  /** Of a balance: whole đồng, not below 0; the mark says which way. */
  static long balance(int line, @Nullable BigDecimal amount) throws FaultyFile {
    if (amount == null
        || amount.signum() < 0
        || amount.precision() - amount.scale() > 16
        || amount.stripTrailingZeros().scale() > 0
        || amount.compareTo(BigDecimal.valueOf(MOST_BALANCE)) > 0) {
      throw wrong(line);
    }
    return amount.longValueExact();
  }

  static BigDecimal digits(int line, String text) throws FaultyFile {
    if (!text.matches("[0-9]{1,16}")) {
      throw wrong(line);
    }
    return new BigDecimal(text);
  }

  static LocalDate day(int line, String digits) throws FaultyFile {
    try {
      return LocalDate.parse(digits, DAY);
    } catch (DateTimeException e) {
      throw FaultyFile.of(
          line,
          "day",
          "Dòng %d: ngày không hợp lệ.".formatted(line),
          "Line %d: this is no day.".formatted(line));
    }
  }

  static FaultyFile wrong(int line) {
    return FaultyFile.of(
        line,
        "amount",
        "Dòng %d: số tiền phải là số đồng nguyên, dương, không quá lớn.".formatted(line),
        "Line %d: an amount must be whole đồng, above 0, and not too large.".formatted(line));
  }
}
