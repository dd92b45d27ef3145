package vn.baodanh.payment.settlement.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Text in UTF-8, with or without byte order mark, whose lines are short and close their quotes: so
 * a parser behind it holds a line at most, whatever is sent. Fails with a {@link FaultyFile} naming
 * the line.
 */
final class StrictText extends Reader {
  /** The longest line of a platform has about 150 characters. */
  private static final int LONGEST_LINE = 4_000;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream bytes;
  private final CharsetDecoder decoder =
      UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES).flip();
  private boolean ended;
  private boolean begun;
  private int line = 1;
  private int length;
  private boolean inQuotes;

  StrictText(InputStream bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read(char[] chars, int offset, int wanted) throws IOException {
    CharBuffer out = CharBuffer.wrap(chars, offset, wanted).slice();
    while (out.position() == 0) {
      fill();
      CoderResult result = decoder.decode(in, out, ended);
      if (out.position() == 0 && result.isError()) {
        throw FaultyFile.of(
            line,
            "not-utf-8",
            "Dòng %d có byte không phải UTF-8.".formatted(line),
            "Line %d has bytes that are not UTF-8.".formatted(line));
      }
      if (out.position() == 0 && ended && !in.hasRemaining()) {
        endLine();
        return -1;
      }
    }
    return watched(chars, offset, wanted, out.position());
  }

  private void fill() throws IOException {
    if (ended) {
      return;
    }
    in.compact();
    int count = bytes.read(in.array(), in.position(), in.remaining());
    ended = count < 0;
    in.position(in.position() + Math.max(0, count)).flip();
  }

  private int watched(char[] chars, int offset, int wanted, int count) throws IOException {
    if (!begun) {
      begun = true;
      if (chars[offset] == '\uFEFF') {
        System.arraycopy(chars, offset + 1, chars, offset, count - 1);
        return count == 1 ? read(chars, offset, wanted) : watch(chars, offset, count - 1);
      }
    }
    return watch(chars, offset, count);
  }

  private int watch(char[] chars, int offset, int count) throws FaultyFile {
    for (int i = offset; i < offset + count; i++) {
      char c = chars[i];
      if (c == '\n') {
        endLine();
      } else if (++length > LONGEST_LINE) {
        throw FaultyFile.of(
            line,
            "line-too-long",
            "Dòng %d dài quá %d ký tự.".formatted(line, LONGEST_LINE),
            "Line %d has more than %d characters.".formatted(line, LONGEST_LINE));
      } else if (c == '"') {
        inQuotes = !inQuotes;
      }
    }
    return count;
  }

  private void endLine() throws FaultyFile {
    if (inQuotes) {
      throw FaultyFile.of(
          line,
          "not-csv",
          "Dấu ngoặc kép ở dòng %d không đóng trong dòng.".formatted(line),
          "Quotes on line %d do not end on it.".formatted(line));
    }
    line++;
    length = 0;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
