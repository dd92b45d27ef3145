package vn.baodanh.payment.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * RFC 4180 in UTF-8 with a byte order mark. An apostrophe guards texts that could be taken for a
 * formula.
 */
final class CsvRows implements Rows {
  private static final String BYTE_ORDER_MARK =
      "\uFEFF"; // without it, Excel takes UTF-8 for another code

  /** With what a spreadsheet begins a formula, also typed in full width, or skips before one. */
  private static final String GUARDED = "=+-@＝＋－＠\t\r\n";

  private final StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);
  private final CSVPrinter printer;

  CsvRows(List<String> columns) {
    try {
      printer = new CSVPrinter(text, CSVFormat.RFC4180);
      printer.printRecord(columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void row(Object... cells) {
    try {
      printer.printRecord(Arrays.stream(cells).map(CsvRows::guarded));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object guarded(Object cell) {
    if (cell instanceof Long) {
      return cell;
    }
    String text = cell.toString();
    return !text.isEmpty() && GUARDED.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  @Override
  public Buffer take() {
    Buffer taken = Buffer.buffer(text.toString().getBytes(UTF_8));
    text.setLength(0);
    return taken;
  }

  @Override
  public Buffer end() {
    return take();
  }
}
