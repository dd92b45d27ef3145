package vn.baodanh.load.generator;

import java.nio.ByteBuffer;

/**
 * What a {@link Generator} sends, and what becomes of it. A ticket names a request from its writing
 * to its end. Called only by the thread that runs the generator.
 */
public interface Exchange {
  /** No request is to be sent now. */
  int NONE = -1;

  /** No request will be sent any more: a run may end before its time. */
  default boolean isExhausted() {
    return false;
  }

  /** Writes the next request whole; returns its ticket, or {@link #NONE} having written nothing. */
  int write(ByteBuffer out);

  /**
   * The answer is whole. {@code answer} is used again afterwards: keep nothing of it but copies.
   */
  void answered(int ticket, Answer answer);

  /** The connection was lost, or given up, before the answer was whole. */
  void unanswered(int ticket);
}
