package vn.baodanh.payment.settlement.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Platforms' files: good ones are read as they are, hostile ones refused with the line. */
final class PlatformFileTest {
  private static final String HEADING =
      "kind,reference,transactionNo,requestId,bankCode,payDate,amount,charge,net\r\n";
  private static final String PERIOD = "PERIOD,vnpay,20260715,20260715,,,,,\r\n";
  private static final String FIRST =
      "PAYMENT,01K3ZAHM2QX5T7RN,14000001,,NCB,20260715080000,45000,1100,43900\r\n";
  private static final String REFUND =
      "REFUND,01K3ZAHM2QX5T7RN,14000001,r1,NCB,20260715235959,-45000,0,-45000\r\n";
  private static final String TOTAL = "TOTAL,2,,,,,0,1100,-1100\r\n";

  @TempDir private Path directory;

  private static final class Kept implements PlatformLines {
    private final List<PlatformLine> lines = new ArrayList<>();
    private LocalDate from = LocalDate.EPOCH;
    private LocalDate to = LocalDate.EPOCH;

    @Override
    public void period(LocalDate first, LocalDate last) {
      from = first;
      to = last;
    }

    @Override
    public void line(PlatformLine line) {
      lines.add(line);
    }
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(directory.resolve("file"), bytes);
  }

  private List<LineFault> faults(String text) throws IOException {
    return faults(PlatformFile.csv(), text.getBytes(UTF_8));
  }

  private List<LineFault> faults(PlatformFile format, byte[] bytes) throws IOException {
    Path file = file(bytes);
    return assertThrows(FaultyFile.class, () -> format.read(file, "vnpay", new Kept())).faults();
  }

  /** Pointer and code of the first fault. */
  private String first(String text) throws IOException {
    return first(faults(text));
  }

  private static String first(List<LineFault> faults) {
    assertTrue(faults.getFirst().vietnamese().length() > 10);
    return faults.getFirst().pointer() + " " + faults.getFirst().code();
  }

  @Test
  void aGoodFileIsReadLineByLineWithItsPeriodAndSums() throws IOException {
    Kept kept = new Kept();
    String text = "\uFEFF" + HEADING + PERIOD + FIRST + REFUND + TOTAL;
    PlatformTotals totals = PlatformFile.csv().read(file(text.getBytes(UTF_8)), "vnpay", kept);
    assertEquals(new PlatformTotals(2, 45_000, 45_000, 1_100), totals);
    assertEquals(-1_100, totals.net());
    assertEquals(LocalDate.of(2026, 7, 15), kept.from);
    assertEquals(LocalDate.of(2026, 7, 15), kept.to);
    assertEquals(List.of(3, 4), kept.lines.stream().map(PlatformLine::line).toList());
    assertEquals(FIRST.strip(), kept.lines.getFirst().raw());
    assertEquals(PlatformLine.Kind.REFUND, kept.lines.getLast().kind());
    assertEquals(45_000, kept.lines.getLast().amount());
  }

  @Test
  void aSpreadsheetSaysTheSameAsText() throws IOException {
    Kept kept = new Kept();
    byte[] bytes = xlsx(HEADING + PERIOD + FIRST + REFUND + TOTAL, -1, -1);
    PlatformTotals totals = PlatformFile.xlsx().read(file(bytes), "vnpay", kept);
    assertEquals(new PlatformTotals(2, 45_000, 45_000, 1_100), totals);
    assertEquals(FIRST.strip(), kept.lines.getFirst().raw());
    assertEquals(3, kept.lines.getFirst().line());
  }

  /** With a formula in one cell, if its row is not below 0. */
  private static byte[] xlsx(String text, int formulaRow, int formulaColumn) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
      var sheet = workbook.newWorksheet("sheet");
      String[] lines = text.split("\r\n");
      for (int row = 0; row < lines.length; row++) {
        String[] cells = lines[row].split(",", -1);
        for (int column = 0; column < cells.length; column++) {
          if (row == formulaRow && column == formulaColumn) {
            sheet.formula(row, column, "1+1");
          } else if (row > 1 && column > 5 && !cells[column].isEmpty()) {
            sheet.value(row, column, Long.parseLong(cells[column]));
          } else {
            sheet.value(row, column, cells[column]);
          }
        }
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void whatIsWrongIsSaidByLineAndColumn() throws IOException {
    assertEquals("line:1 columns", first("a,b\r\n"));
    assertEquals("line:2 period", first(HEADING + FIRST + TOTAL));
    assertEquals("line:2 period", first(HEADING + PERIOD.replace("vnpay", "momo")));
    assertEquals("line:2 period", first(HEADING + PERIOD.replace("20260715", "20260732")));
    String start = HEADING + PERIOD;
    assertEquals("line:4 no-total", first(start + FIRST + REFUND));
    assertEquals("line:3 cells", first(start + "PAYMENT,1\r\n"));
    assertEquals("line:3:kind kind", first(start + FIRST.replace("PAYMENT", "PAID")));
    assertEquals(
        "line:3:payDate moment", first(start + FIRST.replace("20260715080000", "20260715250000")));
    assertEquals(
        "line:3:payDate moment", first(start + FIRST.replace("20260715080000", "2026071508+000")));
    assertEquals("line:3:net net", first(start + FIRST.replace("43900", "43901")));
    assertEquals("line:3:charge charge", first(start + FIRST.replace("1100,43900", "-1,45001")));
    assertEquals(
        "line:5 total", first(start + FIRST + REFUND + TOTAL.replace("TOTAL,2", "TOTAL,3")));
    assertEquals("line:6 after-total", first(start + FIRST + REFUND + TOTAL + FIRST));
    assertEquals(20, faults(start + FIRST.replace("45000", "x").repeat(30)).size());
  }

  @Test
  void negativeAndOverflowingAmountsAreRefused() throws IOException {
    String start = HEADING + PERIOD;
    assertEquals(
        "line:3:amount amount",
        first(start + FIRST.replace("45000,1100,43900", "-45000,0,-45000")));
    assertEquals("line:3:amount amount", first(start + FIRST.replace("45000,1100,43900", "0,0,0")));
    assertEquals(
        "line:3:amount amount",
        first(start + FIRST.replace("45000,1100,43900", "10000000000,0,10000000000")));
    assertEquals(
        "line:3:amount number", first(start + FIRST.replace("45000,", "9223372036854775808,")));
    assertEquals("line:3:amount number", first(start + FIRST.replace("45000,", "45000.5,")));
    assertEquals("line:3:amount number", first(start + FIRST.replace("45000,", "４５０００,")));
    assertEquals(
        "line:3:amount amount", first(start + REFUND.replace("-45000,0,-45000", "45000,0,45000")));
  }

  @Test
  void whatASpreadsheetWouldTakeForAFormulaIsNoName() throws IOException {
    for (String name : List.of("=1+1", "@SUM(A1)", "+1", "-1", "'x", "\tx", "a b")) {
      assertEquals(
          "line:3:reference name",
          first(HEADING + PERIOD + FIRST.replace("01K3ZAHM2QX5T7RN", name)),
          name);
    }
  }

  @Test
  void formulaCellsOfASpreadsheetAreRefused() throws IOException {
    byte[] bytes = xlsx(HEADING + PERIOD + FIRST + REFUND + TOTAL, 3, 6);
    assertEquals("line:4 formula", first(faults(PlatformFile.xlsx(), bytes)));
  }

  @Test
  void wrongEncodingHugeLinesAndOpenQuotesAreRefusedWithTheirLine() throws IOException {
    String start = HEADING + PERIOD + FIRST;
    assertEquals(
        "line:4 not-utf-8",
        first(faults(PlatformFile.csv(), (start + "PAYMENT,Hà,").getBytes(ISO_8859_1))));
    assertEquals("line:4 line-too-long", first(start + "x".repeat(50_000_000)));
    assertEquals("line:4 not-csv", first(start + "PAYMENT,\"abc\r\n" + FIRST));
  }

  @Test
  void aZipBombAHugeCellAndWhatIsNoWorkbookAreRefused() throws IOException {
    byte[] zeros = new byte[1 << 20];
    assertEquals(
        " too-large-unpacked",
        first(
            faults(
                PlatformFile.xlsx(),
                zip("xl/worksheets/sheet1.xml", 1_201, filled(zeros, (byte) '<')))));
    assertEquals(
        " too-large-unpacked",
        first(
            faults(
                PlatformFile.xlsx(),
                zip("xl/worksheets/sheet1.xml", 1, filled(zeros, (byte) 'x')))));
    assertEquals(
        " too-large-unpacked",
        first(
            faults(
                PlatformFile.xlsx(), zip("xl/sharedStrings.xml", 40, filled(zeros, (byte) '<')))));
    assertEquals(" not-xlsx", first(faults(PlatformFile.xlsx(), "no zip".getBytes(UTF_8))));
    assertEquals(
        "line:1 not-xlsx", first(faults(PlatformFile.xlsx(), zip("empty", 1, new byte[] {'<'}))));
  }

  private static byte[] filled(byte[] bytes, byte with) {
    java.util.Arrays.fill(bytes, with);
    return bytes.clone();
  }

  private static byte[] zip(String name, int times, byte[] bytes) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(whole)) {
      zip.setLevel(Deflater.BEST_SPEED);
      zip.putNextEntry(new ZipEntry(name));
      OutputStream out = zip;
      for (int i = 0; i < times; i++) {
        out.write(bytes);
      }
      zip.closeEntry();
    }
    return whole.toByteArray();
  }

  @Test
  void entitiesInASpreadsheetReachForNothing() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "PAYMENT");
    String sheet =
        """
        <?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "%s">]>
        <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>
        """
            .formatted(secret.toUri());
    String told = first(faults(PlatformFile.xlsx(), changed(Map.of("sheet1.xml", sheet))));
    assertTrue(told.startsWith("line:1 "), told);
  }

  /** A good workbook, of which parts that end so are others. */
  private byte[] changed(Map<String, String> parts) throws IOException {
    Path good = file(xlsx(HEADING + PERIOD + FIRST + REFUND + TOTAL, -1, -1));
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (var in = new ZipFile(good.toFile());
        var out = new ZipOutputStream(whole)) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        var other = parts.keySet().stream().filter(entry.getName()::endsWith).findFirst();
        out.write(
            other.isPresent()
                ? parts.get(other.get()).getBytes(UTF_8)
                : in.getInputStream(entry).readAllBytes());
        out.closeEntry();
      }
    }
    return whole.toByteArray();
  }

  private static String sheet(String rows) {
    return "<worksheet"
        + " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
        + rows
        + "</sheetData></worksheet>";
  }

  private String toldOfSheet(String rows) throws IOException {
    return first(faults(PlatformFile.xlsx(), changed(Map.of("sheet1.xml", sheet(rows)))));
  }

  @Test
  void aCellFarToTheRightMakesNoRoomForAllBeforeIt() throws IOException {
    String right = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>kind</t></is></c></row>";
    assertEquals(
        "line:2 cells", toldOfSheet(right + "<row r=\"2\"><c r=\"ZZZZZZ2\"><v>1</v></c></row>"));
    assertEquals("line:2 cells", toldOfSheet(right + "<row r=\"2\"><c r=\"AY2\"/></row>"));
    assertEquals("line:2 cells", toldOfSheet(right + "<row><c r=\"aaaa2\"/></row>"));
    assertEquals("line:2 cells", toldOfSheet(right + "<row>" + "<c/>".repeat(51) + "</row>"));
    assertEquals("line:1 columns", toldOfSheet(right + "<row r=\"2\"><c r=\"AX2\"/></row>"));
  }

  @Test
  void aSharedTextThatIsNotThereIsNotLookedFor() throws IOException {
    String cell = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>%s</v></c></row>";
    assertEquals("line:1 text", toldOfSheet(cell.formatted("2000000000")));
    assertEquals("line:1 not-xlsx", toldOfSheet(cell.formatted("2<v>000000000</v>")));
  }

  @Test
  void sharedTextsAreBoundedWhateverTheirPartIsCalled() throws IOException {
    String texts = "<sst>" + "<si><t/></si>".repeat(3_000_000) + "</sst>";
    String types =
        """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
        <Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
        </Types>
        """;
    for (String name : List.of("xl/styles.xml", "XL/Styles.XML", "docProps/app.xml")) {
      String part = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
      byte[] bytes = changed(Map.of("[Content_Types].xml", types.formatted(name), part, texts));
      assertEquals(" too-large-unpacked", first(faults(PlatformFile.xlsx(), bytes)), name);
    }
    byte[] sheet =
        changed(Map.of("[Content_Types].xml", types.formatted("XL/work\u017Fheets/Sheet1.xml")));
    assertEquals(" too-large-unpacked", first(faults(PlatformFile.xlsx(), sheet)));
  }

  @Test
  void aTextInManyPiecesOrDeepTagsAreRefused() throws IOException {
    assertEquals(
        " too-large-unpacked",
        toldOfSheet(
            "<row><c t=\"inlineStr\"><is>"
                + ("<t>" + "x".repeat(1000) + "</t>").repeat(100)
                + "</is></c></row>"));
    assertEquals(" too-large-unpacked", toldOfSheet("<row>" + "<a>".repeat(100)));
    assertEquals(" too-large-unpacked", toldOfSheet("<row a=\"" + ">".repeat(200_000) + "\"/>"));
  }
}
