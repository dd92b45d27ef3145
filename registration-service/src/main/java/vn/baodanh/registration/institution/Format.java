package vn.baodanh.registration.institution;

import io.vertx.core.buffer.Buffer;

/** In which form lines are sent. */
enum Format {
  NDJSON("ndjson", "application/x-ndjson"),
  CSV("csv", "text/csv");

  private final String text;
  private final String mediaType;

  Format(String text, String mediaType) {
    this.text = text;
    this.mediaType = mediaType;
  }

  /** The contract has judged the text. */
  static Format of(String text) {
    return text.equals(CSV.text) ? CSV : NDJSON;
  }

  String text() {
    return text;
  }

  String mediaType() {
    return mediaType;
  }

  /** What stands before all lines. */
  Buffer beginning() {
    return switch (this) {
      case NDJSON -> Buffer.buffer();
      case CSV -> CsvLines.header();
    };
  }

  /**
   * @param lines as the database writes them, NDJSON
   */
  Buffer of(Buffer lines) {
    return switch (this) {
      case NDJSON -> lines;
      case CSV -> CsvLines.of(lines);
    };
  }
}
