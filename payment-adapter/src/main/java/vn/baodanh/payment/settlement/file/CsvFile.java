package vn.baodanh.payment.settlement.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A platform's file as CSV. */
final class CsvFile implements PlatformFile {
  @Override
  public PlatformTotals read(Path file, String platform, PlatformLines lines) throws IOException {
    PlatformRows rows = new PlatformRows(platform, lines);
    int line = 0;
    try (var text = new StrictText(Files.newInputStream(file));
        var records = records(text)) {
      for (String[] cells : records) {
        rows.row(++line, cells); // quotes end on their line: records are lines
      }
    } catch (CsvParseException e) {
      throw notCsv(line + 1);
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof FaultyFile faulty ? faulty : notCsv(line + 1);
    } catch (IOException e) {
      throw e instanceof FaultyFile ? e : notCsv(line + 1);
    }
    return rows.end(line);
  }

  /** Records of RFC 4180, of any number of cells; of an empty line one empty cell. */
  static CsvReader<String[]> records(StrictText text) {
    return CsvReader.builder()
        .skipEmptyLines(false)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .build(StringArrayHandler.of(), text);
  }

  static FaultyFile notCsv(int line) {
    return FaultyFile.of(
        line,
        "not-csv",
        "Dòng %d không đúng dạng CSV.".formatted(line),
        "Line %d is no CSV.".formatted(line));
  }
}
