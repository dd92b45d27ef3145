package vn.baodanh.payment.settlement.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Looks at a workbook before it is opened, so that opening it takes bounded memory: how much is
 * packed in it really (a zip bomb says what it likes), and how long one text is.
 */
final class XlsxGuard {
  private static final int MOST_PARTS = 200;

  /** A million rows of nine cells take 600 MB as XML. */
  private static final long MOST_BYTES = 1_200L << 20;

  /** Texts that cells share are held in memory: about 600,000 of them. */
  private static final long MOST_SHARED_BYTES = 32L << 20;

  /** A cell has at most 32,767 characters. */
  private static final int LONGEST_TEXT = 128 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private XlsxGuard() {}

  static void check(Path file) throws IOException {
    try (var zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_PARTS) {
        throw tooLarge();
      }
      long left = MOST_BYTES;
      for (var parts = zip.entries(); parts.hasMoreElements(); ) {
        ZipEntry part = parts.nextElement();
        boolean shared = part.getName().endsWith("sharedStrings.xml");
        try (var bytes = zip.getInputStream(part)) {
          left -= measured(bytes, shared ? Math.min(left, MOST_SHARED_BYTES) : left);
        }
      }
    } catch (FaultyFile e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw FaultyFile.of(
          0, "not-xlsx", "Tệp không phải bảng tính XLSX.", "The file is no XLSX workbook.");
    }
  }

  private static long measured(InputStream bytes, long most) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long sum = 0;
    int run = 0;
    for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
      sum += count;
      if (sum > most) {
        throw tooLarge();
      }
      run = longestRun(buffer, count, run);
    }
    return sum;
  }

  /** How many bytes since the last angle bracket. */
  private static int longestRun(byte[] buffer, int count, int before) throws FaultyFile {
    int last = -1;
    for (int i = 0; i < count; i++) {
      if (buffer[i] == '<' || buffer[i] == '>') {
        last = i;
      }
    }
    int run = last < 0 ? before + count : count - 1 - last;
    if (run > LONGEST_TEXT) {
      throw tooLarge();
    }
    return run;
  }

  private static FaultyFile tooLarge() {
    return FaultyFile.of(
        0,
        "too-large-unpacked",
        "Bảng tính giải nén ra quá lớn, hoặc có ô quá dài.",
        "The workbook is too large once unpacked, or a cell is too long.");
  }
}
