package vn.baodanh.payment.settlement.file;

import java.io.IOException;
import java.time.LocalDate;

/**
 * Takes what a platform's file says, line by line. What it was given counts only if the file ends
 * well.
 */
public interface PlatformLines {
  /** What the file says it is of: the days from one to another, both included. Comes first. */
  void period(LocalDate from, LocalDate to) throws IOException;

  void line(PlatformLine line) throws IOException;
}
