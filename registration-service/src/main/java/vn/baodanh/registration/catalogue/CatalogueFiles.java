package vn.baodanh.registration.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import vn.baodanh.registration.filing.ProgrammeRef;

/** The catalogue's files on the class path, read once at the start. */
final class CatalogueFiles {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final byte[] institutions = bytes("/catalogue/institutions.csv");
  private final byte[] programmes = bytes("/catalogue/programmes.csv");

  /** Names what the files hold: 16 hexadecimal digits of their SHA-256. */
  String version() {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(institutions);
      return HexFormat.of().formatHex(sha256.digest(programmes), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** In the order of their codes. */
  List<Programme> programmes() {
    return rows(programmes, CatalogueFiles::programme).stream()
        .sorted(
            Comparator.comparing((Programme programme) -> programme.ref().institutionCode())
                .thenComparing(programme -> programme.ref().programmeCode()))
        .toList();
  }

  /** In the order of their codes. */
  List<Institution> institutions(List<Programme> programmes) {
    var countByCode = new HashMap<String, Integer>();
    programmes.forEach(
        programme -> countByCode.merge(programme.ref().institutionCode(), 1, Integer::sum));
    return rows(institutions, row -> institution(row, countByCode.getOrDefault(row.get("code"), 0)))
        .stream()
        .sorted(Comparator.comparing(Institution::code))
        .toList();
  }

  private static Programme programme(CSVRecord row) {
    var groups = row.get("subject_groups");
    return new Programme(
        new ProgrammeRef(row.get("institution_code"), row.get("programme_code")),
        row.get("programme_name"),
        row.get("field_code"),
        row.get("field_name"),
        groups.isEmpty() ? List.of() : List.of(groups.split(";")));
  }

  private static Institution institution(CSVRecord row, int programmeCount) {
    return new Institution(
        row.get("code"),
        row.get("name"),
        row.get("short_name"),
        row.get("ownership"),
        row.get("province_2025_code"),
        programmeCount);
  }

  private static <T> List<T> rows(byte[] csv, Function<CSVRecord, T> row) {
    try (var text = new InputStreamReader(new ByteArrayInputStream(csv), UTF_8)) {
      return FORMAT.parse(text).stream().map(row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String resource) {
    try (var in = CatalogueFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
