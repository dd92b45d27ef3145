package vn.baodanh.registration.institution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import vn.baodanh.registration.catalogue.Formulas;

/**
 * The same lines as a table for people (RFC 4180), that opens in a spreadsheet as it is: a byte
 * order mark, so that Vietnamese letters are read; {@code ="…"} around numbers that would lose
 * zeros or digits; an apostrophe before what would be taken for a formula.
 */
final class CsvLines {
  private static final CSVFormat FORMAT = CSVFormat.RFC4180;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** With a zero in front, or more digits than a spreadsheet keeps apart from 1.2E+11. */
  private static final Pattern LOSES_DIGITS = Pattern.compile("0[0-9]+|[0-9]{12,}");

  private static final JsonObject NOBODY = new JsonObject();

  private record Column(String name, Function<JsonObject, String> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("cursor", line -> text(line, "cursor")),
          new Column("change", line -> text(line, "change")),
          new Column("at", line -> text(line, "at")),
          new Column("applicant", line -> text(line, "applicant")),
          new Column("paid", line -> text(line, "paid")),
          new Column("programmes", CsvLines::programmes),
          new Column("identity_kind", line -> text(member(person(line), "identity"), "kind")),
          new Column("identity_number", line -> text(member(person(line), "identity"), "number")),
          ofPerson("full_name", "fullName"),
          ofPerson("date_of_birth", "dateOfBirth"),
          ofPerson("sex", "sex"),
          ofPerson("priority_area", "priorityArea"),
          ofPerson("priority_group", "priorityGroup"),
          ofPerson("candidate_kind", "candidateKind"),
          ofPerson("graduation_year", "graduationYear"),
          new Column(
              "school_department", line -> text(member(person(line), "school"), "departmentCode")),
          new Column("school", line -> text(member(person(line), "school"), "schoolCode")),
          ofPerson("curriculum", "curriculum"),
          new Column("subjects", CsvLines::subjects),
          new Column(
              "certificate",
              line -> text(member(person(line), "languageExemption"), "certificate")),
          new Column(
              "certificate_score",
              line -> text(member(person(line), "languageExemption"), "score")),
          new Column(
              "certificate_issued_on",
              line -> text(member(person(line), "languageExemption"), "issuedOn")),
          new Column("preserved_scores", CsvLines::preservedScores));

  private CsvLines() {}

  static Buffer header() {
    var names = COLUMNS.stream().map(Column::name).collect(joining(","));
    return Buffer.buffer(BYTE_ORDER_MARK + names + FORMAT.getRecordSeparator());
  }

  /**
   * @param lines NDJSON, each with a line feed
   */
  static Buffer of(Buffer lines) {
    var text = new StringBuilder(lines.length());
    try (var printer = new CSVPrinter(text, FORMAT)) {
      for (var line : lines.toString(UTF_8).split("\n")) {
        var json = new JsonObject(line);
        printer.printRecord(COLUMNS.stream().map(column -> guarded(column.value().apply(json))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(text.toString());
  }

  private static String guarded(String cell) {
    return LOSES_DIGITS.matcher(cell).matches() ? "=\"" + cell + "\"" : Formulas.guarded(cell);
  }

  private static Column ofPerson(String name, String member) {
    return new Column(name, line -> text(person(line), member));
  }

  private static JsonObject person(JsonObject line) {
    return member(line, "person");
  }

  /** Nothing where it is null, as of those who are not registered. */
  private static JsonObject member(JsonObject json, String name) {
    return Objects.requireNonNullElse(json.getJsonObject(name), NOBODY);
  }

  private static String text(JsonObject json, String name) {
    Object value = json.getValue(name);
    return value == null ? "" : value.toString();
  }

  /** Places, where the season shows them, in front: {@code 3:7480201}. */
  private static String programmes(JsonObject line) {
    return objects(line.getJsonArray("programmes"))
        .map(programme -> {
          String place = text(programme, "place");
          String method = text(programme, "methodCode");
          return (place.isEmpty() ? "" : place + ":")
              + text(programme, "programmeCode")
              + (programme.containsKey("methodCode")
                  ? "/" + method + "/" + text(programme, "subjectGroupCode")
                  : "");
        })
        .collect(joining("; "));
  }

  private static String subjects(JsonObject line) {
    return person(line).getJsonArray("subjects", new JsonArray()).stream()
        .map(Object::toString)
        .collect(joining("; "));
  }

  private static String preservedScores(JsonObject line) {
    return objects(person(line).getJsonArray("preservedScores", new JsonArray()))
        .map(score -> text(score, "subject") + " " + text(score, "score"))
        .collect(joining("; "));
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return IntStream.range(0, array.size()).mapToObj(array::getJsonObject);
  }
}
