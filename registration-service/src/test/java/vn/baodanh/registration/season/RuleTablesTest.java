package vn.baodanh.registration.season;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vn.baodanh.registration.filing.FieldFault;
import vn.baodanh.registration.filing.Preference;
import vn.baodanh.registration.filing.PreferenceList;
import vn.baodanh.registration.filing.PriorityArea;
import vn.baodanh.registration.filing.ProgrammeRef;
import vn.baodanh.registration.filing.Programmes;
import vn.baodanh.registration.filing.Rules;
import vn.baodanh.registration.filing.Worded;

/** Every line of the tables under {@code rules/} is an example that is tried. */
final class RuleTablesTest {
  private static final Pattern RANGE = Pattern.compile("(.*?P)([0-9]+)(/.*)? … .*?P([0-9]+).*");

  @TestFactory
  Stream<DynamicTest> rulesOf2022() {
    return examples("2022");
  }

  @TestFactory
  Stream<DynamicTest> rulesOf2025() {
    return examples("2025");
  }

  @TestFactory
  Stream<DynamicTest> rulesOf2026() {
    return examples("2026");
  }

  @Test
  void thereAreAtLeastTwoHundredExamples() {
    assertTrue(Stream.of("2022", "2025", "2026").flatMap(RuleTablesTest::examples).count() >= 200);
  }

  private static Stream<DynamicTest> examples(String season) {
    var rules = RulesFile.read(season);
    var tables = RuleTable.read(season);
    var programmes = programmes(tables);
    var forms = new ExampleForms(rules, tables);
    return tables.stream()
        .filter(table -> !table.title().equals("Programmes") && !table.title().startsWith("Form: "))
        .flatMap(table ->
            table.rows().stream()
                .map(row -> {
                  var name = season + ".md:" + row.line() + " " + row.cellByColumn().values();
                  return dynamicTest(
                      name,
                      () ->
                          assertEquals(
                              row.verdict(),
                              said(table.title(), row, rules, programmes, forms),
                              name));
                }));
  }

  private static String said(
      String title,
      RuleTable.Row row,
      Rules rules,
      Map<String, Programmes.Offered> programmes,
      ExampleForms forms) {
    var scoring = rules.scoring();
    return switch (title) {
      case "Preference lists" ->
          verdict(
              rules.judge(
                  list(row.cell("list")),
                  (institution, programme) ->
                      Optional.ofNullable(programmes.get(institution + "/" + programme))));
      case "Fees" -> "" + rules.fee().of(list(row.cell("list"))).amount();
      case "Admission methods of an institution" ->
          verdict(rules.methods().judge("BKA", Set.copyOf(words(row.cell("methods")))));
      case "Priority points" ->
          scoring
              .points(
                  words(row.cell("groups")),
                  Worded.of(PriorityArea.class, row.cell("area")),
                  rules.year() - Integer.parseInt(row.cell("graduated")))
              .toString();
      case "Priority added to a total" ->
          scoring.priority(decimal(row, "total"), decimal(row, "points")).toString();
      case "Certificate bonus" -> scoring.bonus(decimal(row, "offered")).toString();
      case "Floor" -> scoring.reachesFloor(decimal(row, "total")) ? "yes" : "no";
      case "Candidate numbers" -> rules.codes().departmentOf(row.cell("number")).orElse("none");
      default -> {
        assertTrue(title.startsWith("Registrations: "), () -> "a table called " + title);
        yield forms.verdict(title.substring("Registrations: ".length()), row.cell("change"));
      }
    };
  }

  private static BigDecimal decimal(RuleTable.Row row, String column) {
    return new BigDecimal(row.cell(column));
  }

  private static String verdict(List<FieldFault> faults) {
    return faults.isEmpty()
        ? "allowed"
        : faults.stream().map(fault -> fault.code() + " " + fault.pointer()).collect(joining("; "));
  }

  private static Map<String, Programmes.Offered> programmes(List<RuleTable> tables) {
    var offered = new TreeMap<String, Programmes.Offered>();
    for (var table : tables) {
      if (table.title().equals("Programmes")) {
        for (var row : table.rows()) {
          for (var programme : expanded(row.cell("programme"))) {
            offered.put(
                programme,
                new Programmes.Offered(
                    row.cell("field"),
                    Set.copyOf(words(row.cell("methods"))),
                    Set.copyOf(words(row.cell("subject groups")))));
          }
        }
      }
    }
    return offered;
  }

  private static PreferenceList list(String cell) {
    return new PreferenceList(
        expanded(cell).stream().map(one -> preference(one.split("/", -1))).toList());
  }

  private static Preference preference(String[] codes) {
    return new Preference(
        new ProgrammeRef(codes[0], codes[1]),
        codes.length > 2 ? codes[2] : "",
        codes.length > 2 ? codes[3] : "");
  }

  /** What stands between semicolons; {@code ABC/P1 … ABC/P16} are sixteen. */
  private static List<String> expanded(String cell) {
    var all = new ArrayList<String>();
    for (var part : cell.split("; ")) {
      var range = RANGE.matcher(part);
      if (range.matches()) {
        var end = range.group(3) == null ? "" : range.group(3);
        IntStream.rangeClosed(Integer.parseInt(range.group(2)), Integer.parseInt(range.group(4)))
            .forEach(n -> all.add(range.group(1) + n + end));
      } else {
        all.add(part);
      }
    }
    return all;
  }

  private static List<String> words(String cell) {
    return Stream.of(cell.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
