package vn.baodanh.payment.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A table that becomes a CSV file or an XLSX workbook. Cells are texts or whole numbers. No text is
 * taken for a formula: in CSV an apostrophe guards what could be one; in XLSX a text is a text.
 */
public final class Table {
  /** What a sheet holds, less the heading. */
  public static final int MOST_ROWS = 1_000_000;

  private static final String BYTE_ORDER_MARK =
      "\uFEFF"; // without it, Excel takes UTF-8 for another code

  private final String name;
  private final List<String> columns;
  private final List<Object[]> rows = new ArrayList<>();

  /**
   * @param name of the sheet and the file
   */
  public Table(String name, String... columns) {
    this.name = name;
    this.columns = List.of(columns);
  }

  public String name() {
    return name;
  }

  /** Adds a row of {@link Long} and of anything else as text. */
  public void row(Object... cells) {
    if (cells.length != columns.size() || rows.size() == MOST_ROWS) {
      throw new IllegalArgumentException("a row of " + cells.length + " cells, or one too many");
    }
    rows.add(cells.clone());
  }

  /** RFC 4180 in UTF-8 with a byte order mark. */
  public byte[] csv() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var writer = new OutputStreamWriter(bytes, UTF_8);
        var printer = new CSVPrinter(writer, CSVFormat.RFC4180)) {
      writer.write(BYTE_ORDER_MARK);
      printer.printRecord(columns);
      for (Object[] row : rows) {
        printer.printRecord(Arrays.stream(row).map(Table::guarded));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Object guarded(Object cell) {
    if (cell instanceof Long) {
      return cell;
    }
    String text = cell.toString();
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /** One sheet whose first row stays in sight. */
  public byte[] xlsx() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "baodanh", "1.0")) {
      Worksheet sheet = workbook.newWorksheet(name);
      for (int i = 0; i < columns.size(); i++) {
        sheet.value(0, i, columns.get(i));
      }
      sheet.range(0, 0, 0, columns.size() - 1).style().bold().set();
      sheet.freezePane(0, 1);
      for (int i = 0; i < rows.size(); i++) {
        fill(sheet, i + 1, rows.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void fill(Worksheet sheet, int row, Object[] cells) {
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] instanceof Long number) {
        sheet.value(row, i, number);
      } else {
        sheet.inlineString(row, i, cells[i].toString());
      }
    }
  }
}
