package vn.baodanh.payment.settlement.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Looks at a workbook before it is opened, so that opening it takes bounded memory: how much is
 * packed in it really (a zip bomb says what it likes), how long one text is, and what its reader
 * would keep of it ({@link XlsxWalk}). Unpacks and parses with what the reader has, so that both
 * see the same.
 */
final class XlsxGuard {
  private static final int MOST_PARTS = 200;

  /** A million rows of nine cells take 600 MB as XML. */
  private static final long MOST_BYTES = 1_200L << 20;

  /** Texts that cells share are held in memory: about 600,000 of them. */
  private static final long MOST_SHARED_BYTES = 32L << 20;

  /** Of anything else: the reader takes what it is told to for a list of sheets. */
  private static final long MOST_OTHER_BYTES = 8L << 20;

  private static final String SHEETS = "xl/worksheets/";
  private static final String CONTENT_TYPES = "[Content_Types].xml";

  private final ZipFile zip;
  private long left = MOST_BYTES;

  private XlsxGuard(ZipFile zip) {
    this.zip = zip;
  }

  static void check(Path file) throws IOException {
    try (var zip = ZipFile.builder().setPath(file).get()) {
      new XlsxGuard(zip).check();
    } catch (FaultyFile e) {
      throw e;
    } catch (IOException | RuntimeException e) { // its parts are unpacked by many hands
      throw FaultyFile.of(
          0, "not-xlsx", "Tệp không phải bảng tính XLSX.", "The file is no XLSX workbook.");
    }
  }

  private void check() throws IOException {
    List<ZipArchiveEntry> parts = Collections.list(zip.getEntries());
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    parts.forEach(part -> names.add(part.getName()));
    if (parts.size() > MOST_PARTS || names.size() < parts.size()) {
      throw tooLarge();
    }
    XlsxWalk walk = new XlsxWalk();
    for (ZipArchiveEntry part : parts) {
      if (part.getName().equalsIgnoreCase(CONTENT_TYPES)) {
        unpack(part, MOST_OTHER_BYTES, walk::declarations);
      }
    }
    for (ZipArchiveEntry part : parts) {
      if (walk.isShared(part.getName())) {
        unpack(part, MOST_SHARED_BYTES, walk::sharedTexts);
      }
    }
    for (ZipArchiveEntry part : parts) {
      if (!walk.isShared(part.getName())) {
        unpack(part, isSheet(part.getName()) ? MOST_BYTES : MOST_OTHER_BYTES, walk::sheet);
      }
    }
  }

  /** By the name, as every program writes it; what is called otherwise may be small. */
  static boolean isSheet(String name) {
    return name.regionMatches(true, 0, SHEETS, 0, SHEETS.length());
  }

  private interface Walk {
    void through(InputStream part) throws IOException;
  }

  private void unpack(ZipArchiveEntry part, long most, Walk walk) throws IOException {
    try (var bytes = new XlsxPart(zip.getInputStream(part), Math.min(left, most))) {
      walk.through(bytes);
      bytes.transferTo(OutputStream.nullOutputStream());
      left -= bytes.count();
    }
  }

  static FaultyFile tooLarge() {
    return FaultyFile.of(
        0,
        "too-large-unpacked",
        "Bảng tính giải nén ra quá lớn, hoặc có ô quá dài.",
        "The workbook is too large once unpacked, or a cell is too long.");
  }
}
