package vn.baodanh.payment.settlement.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** A platform's file as the first sheet of an XLSX workbook. */
final class XlsxFile implements PlatformFile {
  @Override
  public PlatformTotals read(Path file, String platform, PlatformLines lines) throws IOException {
    XlsxGuard.check(file);
    PlatformRows rows = new PlatformRows(platform, lines);
    int[] line = {0};
    try (var workbook = new ReadableWorkbook(file.toFile());
        var stream = workbook.getFirstSheet().openStream()) {
      for (var all = stream.iterator(); all.hasNext(); ) {
        Row row = all.next();
        line[0] = row.getRowNum();
        rows.row(line[0], cells(row));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof FaultyFile faulty ? faulty : notXlsx(line[0] + 1);
    } catch (IOException e) {
      throw e instanceof FaultyFile ? e : notXlsx(line[0] + 1);
    } catch (RuntimeException e) { // its reader fails with anything on what is no workbook
      throw notXlsx(line[0] + 1);
    }
    return rows.end(line[0]);
  }

  private static String[] cells(Row row) throws FaultyFile {
    int count = row.getCellCount();
    while (count > 0 && text(row, count - 1).isEmpty()) {
      count--; // what was once written in and erased
    }
    String[] cells = new String[count < 9 && count > 0 ? 9 : count];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = i < row.getCellCount() ? text(row, i) : "";
    }
    return cells;
  }

  private static String text(Row row, int column) throws FaultyFile {
    Cell cell = row.getCell(column);
    if (cell == null || cell.getType() == CellType.EMPTY) {
      return "";
    }
    if (cell.getType() == CellType.STRING) {
      return cell.asString();
    }
    if (cell.getType() == CellType.NUMBER) {
      return whole(row, cell.asNumber());
    }
    throw fault(
        row,
        "formula",
        "ô %s phải là chữ hoặc số, không phải công thức".formatted(cell.getAddress()),
        "the cell %s must be a text or a number, no formula".formatted(cell.getAddress()));
  }

  private static String whole(Row row, BigDecimal number) throws FaultyFile {
    if (number.precision() - number.scale() > 20 || number.stripTrailingZeros().scale() > 0) {
      throw fault(row, "number", "có số không nguyên", "it holds a number that is not whole");
    }
    return number.toBigInteger().toString();
  }

  private static FaultyFile fault(Row row, String code, String vietnamese, String english) {
    return fault(row.getRowNum(), code, vietnamese, english);
  }

  static FaultyFile fault(int line, String code, String vietnamese, String english) {
    return FaultyFile.of(
        line,
        code,
        "Dòng %d: %s.".formatted(line, vietnamese),
        "Line %d: %s.".formatted(line, english));
  }

  static FaultyFile notXlsx(int line) {
    return FaultyFile.of(
        line,
        "not-xlsx",
        "Từ dòng %d tệp không đọc được như bảng tính XLSX.".formatted(line),
        "From line %d on the file cannot be read as an XLSX workbook.".formatted(line));
  }
}
