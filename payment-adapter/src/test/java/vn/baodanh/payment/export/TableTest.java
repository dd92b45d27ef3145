package vn.baodanh.payment.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text of a table is a formula to those who open it. */
final class TableTest {
  private static List<String> dangerous() {
    return Stream.of("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
        .flatMap(first -> Stream.of(first + "HYPERLINK(\"http://x\",A1)", first + "=1+1", first))
        .toList();
  }

  private static List<String> harmless() {
    return List.of(
        "", "01K3ZAHM2QX5T7RN", "a=b", "1+1", "5-1", "x@y", "Nguyễn\n=1", "'quoted'", " ");
  }

  private static Table table(Object... cells) {
    Table table = new Table("table", "first", "second");
    for (Object cell : cells) {
      table.row(cell, 1L);
    }
    return table;
  }

  private static String inCsv(Object cell) throws IOException {
    String text = new String(table(cell).csv(), UTF_8);
    assertEquals('\uFEFF', text.charAt(0));
    try (var csv = CsvReader.builder().ofCsvRecord(text.substring(1))) {
      return csv.stream().toList().getLast().getField(0);
    }
  }

  @ParameterizedTest
  @MethodSource("dangerous")
  void inCsvAnApostropheGuardsWhatCouldBeAFormula(String text) throws IOException {
    assertEquals("'" + text, inCsv(text));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void inCsvAnyOtherTextIsAsItIs(String text) throws IOException {
    assertEquals(text, inCsv(text));
  }

  @Test
  void numbersStayNumbersAlsoBelowZero() throws IOException {
    assertEquals("-45000", inCsv(-45_000L));
    assertEquals(Long.toString(Long.MIN_VALUE), inCsv(Long.MIN_VALUE));
    assertEquals("'-45000", inCsv("-45000"));
  }

  @Test
  void inAWorkbookATextIsATextAndANumberANumber() throws IOException {
    List<String> texts = Stream.concat(dangerous().stream(), harmless().stream()).toList();
    byte[] bytes = table(texts.toArray()).xlsx();
    try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes));
        var rows = workbook.getFirstSheet().openStream()) {
      rows.skip(1)
          .forEach(row -> {
            assertEquals(CellType.STRING, row.getCell(0).getType());
            String text = texts.get(row.getRowNum() - 2);
            assertEquals(text.replace("\r", "\n"), row.getCell(0).asString().replace("\r", "\n"));
            assertEquals(CellType.NUMBER, row.getCell(1).getType());
          });
    }
  }
}
