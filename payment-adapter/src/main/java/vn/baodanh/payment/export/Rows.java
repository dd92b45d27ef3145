package vn.baodanh.payment.export;

import io.vertx.core.buffer.Buffer;

/**
 * A table as a file, row by row: {@link Long} and anything else as text. What was written so far
 * can be taken away, so that as much is in memory as was added since.
 */
interface Rows {
  void row(Object... cells);

  Buffer take();

  /** The rest; nothing may follow. */
  Buffer end();
}
