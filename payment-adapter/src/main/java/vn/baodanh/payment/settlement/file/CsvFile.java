package vn.baodanh.payment.settlement.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** A platform's file as CSV. */
final class CsvFile implements PlatformFile {
  @Override
  public PlatformTotals read(Path file, String platform, PlatformLines lines) throws IOException {
    PlatformRows rows = new PlatformRows(platform, lines);
    int line = 0;
    try (var text = new StrictText(Files.newInputStream(file));
        var parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
      for (var record : parser) {
        line = (int) record.getRecordNumber(); // quotes end on their line: one is the other
        rows.row(line, record.values());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof FaultyFile faulty ? faulty : notCsv(line + 1);
    } catch (IOException e) {
      throw e instanceof FaultyFile ? e : notCsv(line + 1);
    }
    return rows.end(line);
  }

  static FaultyFile notCsv(int line) {
    return FaultyFile.of(
        line,
        "not-csv",
        "Dòng %d không đúng dạng CSV.".formatted(line),
        "Line %d is no CSV.".formatted(line));
  }
}
