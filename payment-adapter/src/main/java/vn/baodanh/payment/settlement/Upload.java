package vn.baodanh.payment.settlement;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A file that came and is to be read.
 *
 * @param source a platform, or {@link #BANK}
 * @param format csv, xlsx, mt940 or camt053
 * @param name as its sender calls it
 * @param at when it came
 * @param today in Vietnam: a file of days to come is none
 */
record Upload(
    Path file, String source, String format, String name, String by, Instant at, LocalDate today) {
  static final String BANK = "bank";

  boolean isBank() {
    return source.equals(BANK);
  }
}
