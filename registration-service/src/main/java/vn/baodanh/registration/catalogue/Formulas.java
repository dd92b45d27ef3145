package vn.baodanh.registration.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;

/**
 * Cells that a spreadsheet takes for formulas when it opens a CSV file ({@code =HYPERLINK(…)},
 * {@code @SUM(…)}). They are text here. A file that is given out guards each with an apostrophe, as
 * people do by hand; a file that is taken in loses it, so that what was given out reads the same.
 */
public final class Formulas {
  private static final Pattern FORMULA = Pattern.compile("[=+\\-@＝＋－＠].*", Pattern.DOTALL);
  private static final Pattern GUARDED = Pattern.compile("'[=+\\-@＝＋－＠].*", Pattern.DOTALL);

  /** The same bytes when there is no formula in this file, which was read before. */
  static byte[] guarded(byte[] file) {
    var text = new StringBuilder();
    boolean isNeeded = false;
    try (var parser =
            CSVParser.parse(new StringReader(new String(file, UTF_8)), CSVFormat.RFC4180);
        var printer =
            new CSVPrinter(text, CSVFormat.RFC4180.builder().setRecordSeparator('\n').get())) {
      for (var record : parser) {
        isNeeded |= record.stream().anyMatch(Formulas::isFormula);
        printer.printRecord(record.stream().map(Formulas::guarded));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return isNeeded ? text.toString().getBytes(UTF_8) : file;
  }

  /** The cell as it is given out. */
  public static String guarded(String cell) {
    return isFormula(cell) ? "'" + cell : cell;
  }

  static String unguarded(String cell) {
    return GUARDED.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  private static boolean isFormula(String cell) {
    return FORMULA.matcher(cell).matches();
  }

  private Formulas() {}
}
