package vn.baodanh.payment.settlement.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of one part of a workbook, up to a bound; a tag or text in it is short. */
final class XlsxPart extends FilterInputStream {
  /** A cell has at most 32,767 characters. */
  private static final int LONGEST_TEXT = 128 * 1024;

  private final long most;
  private long count;
  private int run;

  XlsxPart(InputStream bytes, long most) {
    super(bytes);
    this.most = most;
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int wanted) throws IOException {
    int taken = in.read(buffer, offset, wanted);
    if (taken > 0) {
      count += taken;
      run = longestRun(buffer, offset, taken);
      if (count > most || run > LONGEST_TEXT) {
        throw XlsxGuard.tooLarge();
      }
    }
    return taken;
  }

  /** How many bytes since a tag began: a {@code >} may stand within a text or an attribute. */
  private int longestRun(byte[] buffer, int offset, int taken) {
    for (int i = offset + taken - 1; i >= offset; i--) {
      if (buffer[i] == '<') {
        return offset + taken - 1 - i;
      }
    }
    return run + taken;
  }

  @Override
  public long skip(long wanted) throws IOException {
    throw new IOException("nothing is skipped");
  }
}
