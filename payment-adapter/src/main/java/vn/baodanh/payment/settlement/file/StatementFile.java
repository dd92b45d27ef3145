package vn.baodanh.payment.settlement.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** One format of bank statements. */
@FunctionalInterface
public interface StatementFile {
  /** Far more than a year of an account to which platforms pay once a day. */
  int MOST_BYTES = 8 * 1024 * 1024;

  int MOST_LINES = 20_000;

  /**
   * Reads a whole statement of an account in đồng.
   *
   * @throws FaultyFile if anything in it is wrong
   * @throws IOException if the file cannot be read
   */
  BankStatement read(Path file) throws IOException;

  /**
   * CSV in UTF-8 with the columns {@code kind,date,mark,amount,reference,text}: a row {@code
   * OPENING}, rows {@code ENTRY}, a row {@code CLOSING}; dates are yyyyMMdd, the mark is C or D.
   */
  static StatementFile csv() {
    return guarded(file -> new CsvStatement().read(file));
  }

  /** SWIFT MT940, one or several messages of consecutive pages. */
  static StatementFile mt940() {
    return guarded(new Mt940Statement());
  }

  /** ISO 20022 camt.053.001.08. */
  static StatementFile camt053() {
    return guarded(new Camt053Statement());
  }

  private static StatementFile guarded(StatementFile format) {
    return file -> {
      if (java.nio.file.Files.size(file) > MOST_BYTES) {
        throw FaultyFile.of(
            0,
            "too-large",
            "Sao kê dài quá %d byte.".formatted(MOST_BYTES),
            "The statement has more than %d bytes.".formatted(MOST_BYTES));
      }
      try {
        return format.read(file).checked();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    };
  }
}
