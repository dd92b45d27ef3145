package vn.baodanh.payment.settlement;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.LocalDate;

/**
 * Rows as {@code COPY … FROM STDIN (FORMAT binary)} takes them (PostgreSQL manual, COPY, "Binary
 * Format"): the server has nothing to parse, and nothing is to be escaped.
 */
final class BinaryRows implements AutoCloseable {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int LONGEST_NUMBER_BYTES = 12;
  private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final long MICROS = 1_000_000;
  private static final short END = -1;

  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  BinaryRows(OutputStream out) {
    this.out = out;
    buffer.put(SIGNATURE).putInt(0).putInt(0);
  }

  /** Begins a row of so many columns. */
  void row(int columns) throws IOException {
    need(Short.BYTES);
    buffer.putShort((short) columns);
  }

  void bool(boolean value) throws IOException {
    need(LONGEST_NUMBER_BYTES);
    buffer.putInt(1).put((byte) (value ? 1 : 0));
  }

  void int4(int value) throws IOException {
    need(LONGEST_NUMBER_BYTES);
    buffer.putInt(Integer.BYTES).putInt(value);
  }

  void int8(long value) throws IOException {
    need(LONGEST_NUMBER_BYTES);
    buffer.putInt(Long.BYTES).putLong(value);
  }

  void date(LocalDate day) throws IOException {
    int4((int) (day.toEpochDay() - EPOCH_DAY));
  }

  /**
   * A timestamptz.
   *
   * @param epochSecond seconds since 1970 (UTC)
   */
  void moment(long epochSecond) throws IOException {
    int8((epochSecond - EPOCH_DAY * 86_400) * MICROS);
  }

  /** Text of ASCII only, shorter than 64 KiB. */
  void ascii(String text) throws IOException {
    byte[] bytes = text.getBytes(US_ASCII);
    need(Integer.BYTES + bytes.length);
    buffer.putInt(bytes.length).put(bytes);
  }

  private void need(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /** After the last row. */
  @Override
  public void close() throws IOException {
    need(Short.BYTES);
    buffer.putShort(END);
    flush();
    out.close();
  }
}
