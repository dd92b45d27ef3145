package vn.baodanh.payment.settlement.file;

import java.io.IOException;
import java.nio.file.Path;

/** One format of platforms' files. */
@FunctionalInterface
public interface PlatformFile {
  /**
   * Reads a file, holding a line of it at a time.
   *
   * @param platform whose file it must say that it is
   * @throws FaultyFile if anything in it is wrong
   */
  PlatformTotals read(Path file, String platform, PlatformLines lines) throws IOException;

  /** CSV (RFC 4180) in UTF-8. */
  static PlatformFile csv() {
    return new CsvFile();
  }

  /** The first sheet of an XLSX workbook. */
  static PlatformFile xlsx() {
    return new XlsxFile();
  }
}
