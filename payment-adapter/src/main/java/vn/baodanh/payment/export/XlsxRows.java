package vn.baodanh.payment.export;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook of one sheet whose first row stays in sight; a text in it is a text. */
final class XlsxRows implements Rows {
  private static final String MORE =
      "Một trang tính không chứa hết: xin tải CSV. / One sheet does not hold all: get the CSV.";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Workbook workbook = new Workbook(bytes, "baodanh", "1.0");
  private final Worksheet sheet;
  private int rows;

  XlsxRows(String name, List<String> columns) {
    sheet = workbook.newWorksheet(name);
    for (int i = 0; i < columns.size(); i++) {
      sheet.value(0, i, columns.get(i));
    }
    sheet.range(0, 0, 0, columns.size() - 1).style().bold().set();
    sheet.freezePane(0, 1);
  }

  /** What no sheet holds is not left out in silence: the last row says so. */
  @Override
  public void row(Object... cells) {
    if (rows == Table.MOST_ROWS) {
      sheet.inlineString(rows + 1, 0, MORE);
      return;
    }
    rows++;
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] instanceof Long number) {
        sheet.value(rows, i, number);
      } else {
        sheet.inlineString(rows, i, cells[i].toString());
      }
    }
  }

  @Override
  public Buffer take() {
    try {
      sheet.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return taken();
  }

  @Override
  public Buffer end() {
    try {
      workbook.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return taken();
  }

  private Buffer taken() {
    Buffer taken = Buffer.buffer(bytes.toByteArray());
    bytes.reset();
    return taken;
  }
}
