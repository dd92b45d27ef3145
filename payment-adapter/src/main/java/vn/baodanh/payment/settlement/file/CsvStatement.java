package vn.baodanh.payment.settlement.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bank statement as CSV; one object reads one file. */
final class CsvStatement {
  private static final List<String> COLUMNS =
      List.of("kind", "date", "mark", "amount", "reference", "text");

  private final List<BankLine> lines = new ArrayList<>();
  private @Nullable Balance opening;
  private @Nullable Balance closing;

  private record Balance(LocalDate day, long amount) {}

  BankStatement read(Path file) throws IOException {
    int line = 0;
    try (var text = new StrictText(Files.newInputStream(file));
        var records = CsvFile.records(text)) {
      for (String[] cells : records) {
        row(++line, cells);
      }
    } catch (CsvParseException e) {
      throw CsvFile.notCsv(line + 1);
    } catch (UncheckedIOException e) { // as it comes out of the loop
      throw e.getCause() instanceof FaultyFile faulty ? faulty : CsvFile.notCsv(line + 1);
    } catch (IOException e) {
      throw e instanceof FaultyFile ? e : CsvFile.notCsv(line + 1);
    }
    Balance first = opening;
    Balance last = closing;
    if (first == null || last == null) {
      throw fault(
          Math.max(1, line),
          "no-closing",
          "thiếu dòng OPENING hoặc CLOSING",
          "OPENING or CLOSING is missing");
    }
    return new BankStatement(null, first.day(), last.day(), first.amount(), last.amount(), lines);
  }

  private void row(int line, String[] cells) throws FaultyFile {
    if (line == 1) {
      if (!List.of(cells).equals(COLUMNS)) {
        String columns = String.join(",", COLUMNS);
        throw fault(
            line, "columns", "tên cột phải là: " + columns, "the columns must be: " + columns);
      }
      return;
    }
    boolean isFirst = line == 2;
    String kind = isFirst ? "OPENING" : cells[0].equals("CLOSING") ? "CLOSING" : "ENTRY";
    if (closing != null || cells.length != COLUMNS.size() || !cells[0].equals(kind)) {
      throw fault(
          line,
          "kind",
          "phải có 6 ô, theo thứ tự OPENING, các dòng ENTRY, CLOSING",
          "there must be 6 cells; OPENING first, then ENTRY, then CLOSING");
    }
    if (!cells[2].equals("C") && !cells[2].equals("D")) {
      throw fault(line, "mark", "dấu phải là C hoặc D", "the mark must be C or D");
    }
    LocalDate day = BankAmounts.day(line, cells[1]);
    boolean credit = cells[2].equals("C");
    var digits = BankAmounts.digits(line, cells[3]);
    if (kind.equals("ENTRY")) {
      add(
          new BankLine(
              line,
              day,
              credit,
              BankAmounts.entry(line, digits),
              cells[4],
              cells[5],
              String.join(",", cells)));
    } else {
      long amount = BankAmounts.balance(line, digits);
      Balance balance = new Balance(day, credit ? amount : -amount);
      if (isFirst) {
        opening = balance;
      } else {
        closing = balance;
      }
    }
  }

  private void add(BankLine line) throws FaultyFile {
    if (lines.size() == StatementFile.MOST_LINES) {
      throw fault(line.line(), "too-many-lines", "quá nhiều dòng", "there are too many lines");
    }
    lines.add(line);
  }

  private static FaultyFile fault(int line, String code, String vietnamese, String english) {
    return FaultyFile.of(
        line,
        code,
        "Dòng %d: %s.".formatted(line, vietnamese),
        "Line %d: %s.".formatted(line, english));
  }
}
