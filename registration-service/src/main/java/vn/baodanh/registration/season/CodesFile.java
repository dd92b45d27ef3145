package vn.baodanh.registration.season;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.filing.Codes;

/** The code tables under {@code season/codes}, each line with its years. */
final class CodesFile {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private CodesFile() {}

  /** What is in force in this year. */
  static Codes inForce(int year) {
    return Codes.inForce(
        year,
        lines("departments.csv", "code", "name"),
        lines("birth_provinces.csv", "citizen_number_prefix", "province_code"));
  }

  private static List<Codes.Line> lines(String file, String code, String meaning) {
    var resource = CodesFile.class.getResourceAsStream("/season/codes/" + file);
    try (var text = new InputStreamReader(Objects.requireNonNull(resource, file), UTF_8)) {
      return FORMAT.parse(text).stream()
          .map(row ->
              new Codes.Line(
                  row.get(code), row.get(meaning), year(row, "first_year"), year(row, "last_year")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Integer year(CSVRecord row, String column) {
    return row.get(column).isEmpty() ? null : Integer.valueOf(row.get(column));
  }
}
