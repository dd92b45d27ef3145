package vn.baodanh.payment.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * RFC 4180 in UTF-8 with a byte order mark. An apostrophe guards texts that could be taken for a
 * formula.
 */
final class CsvRows implements Rows {
  private static final String BYTE_ORDER_MARK =
      "\uFEFF"; // without it, Excel takes UTF-8 for another code

  /** With what a spreadsheet begins a formula, also typed in full width, or skips before one. */
  private static final String GUARDED = "=+-@＝＋－＠\t\r\n";

  private final StringWriter text = new StringWriter();
  private final CsvWriter writer = CsvWriter.builder().build(text);

  CsvRows(List<String> columns) {
    text.append(BYTE_ORDER_MARK);
    writer.writeRecord(columns);
  }

  @Override
  public void row(Object... cells) {
    writer.writeRecord(Arrays.stream(cells).map(CsvRows::guarded).toList());
  }

  private static String guarded(Object cell) {
    String text = cell.toString();
    boolean isText = !(cell instanceof Long);
    return isText && !text.isEmpty() && GUARDED.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  @Override
  public Buffer take() {
    try {
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Buffer taken = Buffer.buffer(text.toString().getBytes(UTF_8));
    text.getBuffer().setLength(0);
    return taken;
  }

  @Override
  public Buffer end() {
    return take();
  }
}
