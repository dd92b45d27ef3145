package vn.baodanh.registration.catalogue;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.baodanh.registration.filing.Faulty;
import vn.baodanh.registration.filing.FieldFault;
import vn.baodanh.registration.filing.Read;
import vn.baodanh.registration.filing.Reading;

final class TableReaderTest {
  private static final String HEAD = "code,name,valid_from,valid_until\n";
  private static final String GOOD = HEAD + "100,Thi,2022,\n200,Học bạ,,\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOD,
        "\uFEFF" + GOOD,
        "code,name,valid_from,valid_until\r\n100,Thi,2022,\r\n200,Học bạ,,\r\n",
        "code,name,valid_from,valid_until\n100,Thi,2022,\n200,Học bạ,,",
        "name,valid_until,code,valid_from\nHọc bạ,,200,\nThi,,100,2022\n",
        "\"code\",\"name\",valid_from,valid_until\n\"200\",\"Học bạ\",\"\",\n100,Thi,2022,\n",
        "code,name,valid_from,valid_until\n100,Thi,2022,\n200,Ho\u0323c ba\u0323,,\n",
      })
  void oneTableCanBeWrittenInManyWays(String csv) {
    assertEquals(
        List.of(
            new Method("100", "Thi", Years.of("2022", "")),
            new Method("200", "Học bạ", Years.of("", ""))),
        entries(csv));
  }

  @Test
  void linesOfOneKeyInDifferentYearsAreDifferentEntries() {
    var csv = HEAD + "100,Cũ,,2025\n100,Mới,2026,\n";
    assertEquals(
        List.of(
            new Method("100", "Cũ", Years.of("", "2025")),
            new Method("100", "Mới", Years.of("2026", ""))),
        entries(csv));
  }

  @Test
  void everyFaultIsToldWithItsLineAndColumn() {
    var csv =
        HEAD
            + "100,Thi,2022,\n"
            + "1,Thi,,\n"
            + ",Thi,,\n"
            + "201,,,\n"
            + "202, Thi,,\n"
            + "203,Thi,22,\n"
            + "204,Thi,2026,2025\n"
            + "205,Thi\n"
            + "206,Thi,,,\n"
            + "\n"
            + "100,Thi,2026,\n"
            + "207,\"a\nb\",,\n"
            + "208,\u0000,,\n"
            + "209,T\u200bhi,,\n"
            + "210,T\u00a0hi,,\n"
            + "211,"
            + "x".repeat(1001)
            + ",,\n";
    assertEquals(
        """
        line:3:code form
        line:4:code required
        line:5:name required
        line:6:name spaces-around
        line:7:valid_from form
        line:8:valid_until years
        line:9 cells
        line:10 cells
        line:11 cells
        line:12 duplicate
        line:13:name hidden-character
        line:15:name hidden-character
        line:16:name hidden-character
        line:17:name hidden-character
        line:18:name too-long
        """,
        faults(csv));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n\r\n", "\uFEFF"})
  void anEmptyFileHasNoColumns(String csv) {
    assertTrue(faults(csv).startsWith("line:1"), faults(csv));
  }

  @Test
  void columnsAreNamedOnceAndAll() {
    assertEquals(
        """
        line:1 column-unknown
        line:1:code column-repeated
        line:1:name column-missing
        line:1:valid_until column-missing
        """,
        faults("code,=cmd(),valid_from,code\n"));
    assertEquals("line:2 no-lines\n", faults(HEAD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"101,\"Thi,,\n102,Thi,,\n", "101,\"Thi\"x,,\n", "101,Thi,,\"", "101,\"\"\",,\n"})
  void quotesThatDoNotEndAreToldWithTheLineOnWhichTheyBegin(String lines) {
    assertEquals("line:3 not-csv\n", faults(HEAD + "100,Thi,,\n" + lines));
  }

  @Test
  void whatIsNotUtf8IsToldWithItsLine() {
    var vietnamese = HEAD + "100,Thi,,\n200,Học bạ đầy đủ,,\n";
    assertEquals("line:3 not-utf-8\n", faults(bytes(vietnamese, "windows-1258")));
    assertEquals("line:1 not-utf-8\n", faults(("\uFEFF" + vietnamese).getBytes(UTF_16LE)));
    var cut = (HEAD + "100,Học bạ").getBytes(UTF_8);
    cut[cut.length - 1] = (byte) 0xC3;
    assertEquals("line:2 not-utf-8\n", faults(cut));
  }

  @Test
  void aFileHasItsBounds() {
    assertEquals(" too-large\n", faults(new byte[TableReader.MOST_BYTES + 1]));
    var programmes =
        "institution_code,code,name,field_code,field_name,subject_groups,methods,valid_from,"
            + "valid_until\n"
            + IntStream.rangeClosed(1, TableReader.MOST_LINES + 1)
                .mapToObj(i -> "BKA," + i + ",x,7480101,,,,,\n")
                .collect(Collectors.joining());
    assertEquals(
        "line:50002 too-many-lines\n",
        shown(TableReader.read(Kind.PROGRAMMES, programmes.getBytes(UTF_8))));
  }

  @Test
  void oneHugeLineIsOneFault() {
    var huge = HEAD + "100," + "x,".repeat(1_500_000) + "\n";
    assertEquals("line:2 cells\n", faults(huge));
    assertEquals("line:2:name too-long\n", faults(HEAD + "100," + "x".repeat(3_000_000) + ",,\n"));
  }

  @Test
  void noMoreFaultsAreToldThanAnybodyReads() {
    var faults = faults(HEAD + "x,,,\n".repeat(1_000));
    assertEquals(FieldFault.MOST, faults.lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+84", "-1", "@SUM(A1)", "＝1", "'quoted'", "''=1", "plain"})
  void aFormulaIsTextWithItsGuardAndWithout(String name) {
    var guarded = Formulas.guarded(name);
    assertTrue(!guarded.matches("[=+@＝-].*"), guarded);
    for (var cell : List.of(name, guarded)) {
      assertEquals(name, entries(HEAD + "100," + cell + ",,\n").getFirst().name());
    }
  }

  @Test
  void whateverTheBytesAreTheAnswerIsATableOrItsFaults() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("TableReaderTest -Dseed=" + seed);
    var random = new Random(seed);
    var odd = List.of("\"", ",", "\n", "\r", "\0", "\uFEFF", "'", "=", ";", "é", "\uD83D\uDE00");
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder(GOOD);
      for (int n = random.nextInt(4); n >= 0; n--) {
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.insert(at, odd.get(random.nextInt(odd.size())));
        } else {
          text.delete(at, Math.min(text.length(), at + random.nextInt(8)));
        }
      }
      var bytes = text.toString().getBytes(UTF_8);
      if (bytes.length > 0 && random.nextInt(4) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertInstanceOf(Reading.class, TableReader.read(Kind.METHODS, bytes));
    }
  }

  private static List<Entry> entries(String csv) {
    return switch (TableReader.read(Kind.METHODS, csv.getBytes(UTF_8))) {
      case Read<Table>(var table) -> table.entries().toList();
      case Faulty<Table>(var faults) -> throw new AssertionError(faults);
    };
  }

  private static String faults(String csv) {
    return faults(csv.getBytes(UTF_8));
  }

  private static String faults(byte[] csv) {
    return shown(TableReader.read(Kind.METHODS, csv));
  }

  private static String shown(Reading<Table> reading) {
    return switch (reading) {
      case Read<Table>(var table) -> throw new AssertionError("read: " + table);
      case Faulty<Table>(var faults) ->
          faults.stream()
              .map(fault -> fault.pointer() + " " + fault.code() + "\n")
              .collect(Collectors.joining());
    };
  }

  private static byte[] bytes(String text, String charset) {
    return text.getBytes(Charset.forName(charset));
  }
}
