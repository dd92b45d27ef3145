package vn.baodanh.payment.export;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that becomes a CSV file or an XLSX workbook. Cells are texts or whole numbers. No text is
 * taken for a formula: in CSV an apostrophe guards what could be one; in XLSX a text is a text.
 */
public final class Table {
  /** What a sheet holds, less the heading. */
  public static final int MOST_ROWS = 1_000_000;

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

  public byte[] csv() {
    return all(new CsvRows(columns)).getBytes();
  }

  public byte[] xlsx() {
    return all(new XlsxRows(name, columns)).getBytes();
  }

  private Buffer all(Rows file) {
    rows.forEach(file::row);
    return file.end();
  }
}
