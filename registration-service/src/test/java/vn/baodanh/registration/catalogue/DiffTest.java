package vn.baodanh.registration.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.filing.Faulty;
import vn.baodanh.registration.filing.FieldFault;
import vn.baodanh.registration.filing.Read;

/** What a file changes, and what it would leave dangling. */
final class DiffTest {
  private static final String METHODS = "code,name,valid_from,valid_until\n";

  @Test
  void whatIsAddedChangedAndEndedIsCountedAndShown() {
    var before = METHODS + "100,Thi,,\n200,Học bạ,,\n300,Cũ,,\n";
    var after = METHODS + "400,Mới,,\n200,Học bạ THPT,,2026\n100,Thi,,\n";
    assertEquals(
        new JsonObject(
            """
            { "added": { "count": 1, "sample": [ { "code": "400", "name": "Mới" } ] },
              "changed": { "count": 1, "sample": [
                { "before": { "code": "200", "name": "Học bạ" },
                  "after": { "code": "200", "name": "Học bạ THPT", "validUntil": 2026 } } ] },
              "ended": { "count": 1, "sample": [ { "code": "300", "name": "Cũ" } ] } }
            """),
        diff(before, after).toJson());
  }

  @Test
  void aTableWrittenInAnotherOrderChangesNothing() {
    var before = METHODS + "100,Thi,,\n200,Học bạ,,\n";
    var after = "name,code,valid_until,valid_from\r\nHọc bạ,200,,\r\nThi,100,,\r\n";
    assertTrue(diff(before, after).isEmpty());
  }

  @Test
  void oneCodeInOtherYearsIsAnotherEntry() {
    var before = METHODS + "100,Thi,,\n";
    var after = METHODS + "100,Thi,,2025\n100,Thi mới,2026,\n";
    var diff = diff(before, after);
    assertEquals(1, diff.added().size());
    assertEquals(1, diff.changed().size());
    assertTrue(diff.ended().isEmpty());
  }

  @Test
  void samplesAreBoundedAndCountsAreNot() {
    var many =
        IntStream.range(100, 400)
            .mapToObj(i -> i + ",Thi,,\n")
            .collect(Collectors.joining("", METHODS, ""));
    var added = diff(METHODS + "001,Thi,,\n", many).toJson().getJsonObject("added");
    assertEquals(300, added.getInteger("count"));
    assertEquals(10, added.getJsonArray("sample").size());
  }

  @Test
  void whatTheFileNamesAndIsNotThereIsToldByLineAndColumn() {
    assertEquals(
        """
        line:2:institution_code unknown-reference
        line:3:subject_groups unknown-reference
        line:3:methods unknown-reference
        """,
        dangling(
            Kind.PROGRAMMES,
            """
            institution_code,code,name,field_code,field_name,subject_groups,methods,valid_from,valid_until
            NOPE,1,x,7480101,,A00,100,,
            BKA,2,x,7480101,,A00;Z99,999,,
            """));
  }

  @Test
  void whatOthersNameAndIsThereNoMoreIsTold() {
    assertEquals(
        " still-referenced\n".repeat(3),
        dangling(Kind.SUBJECTS, without("subjects", "KT,"))
            .lines()
            .limit(3)
            .collect(Collectors.joining("\n", "", "\n")));
  }

  @Test
  void aReferenceHoldsOnlyInYearsInWhichBothAreValid() {
    var schools =
        """
        department_code,code,name,kind,district,priority_area,valid_from,valid_until
        05,001,THPT Hà Giang,high_school,,,,2025
        05,002,THPT Hà Giang,high_school,,,2026,
        """;
    assertEquals("line:3:department_code unknown-reference\n", dangling(Kind.SCHOOLS, schools));
  }

  @Test
  void aProvinceIsOneOfTheThirtyFour() {
    var institutions = "code,name,short_name,ownership,province_code,valid_from,valid_until\n";
    var faults = dangling(Kind.INSTITUTIONS, institutions + "BKA,x,,,02,,\nQHI,x,,,79,,\n");
    assertEquals(
        "line:2:province_code unknown-reference", faults.lines().findFirst().orElseThrow());
  }

  private static Diff diff(String before, String after) {
    return Diff.between(table(Kind.METHODS, before), table(Kind.METHODS, after));
  }

  private static String dangling(Kind kind, String csv) {
    var tables = TableReader.all(BuiltIn.files());
    var faults = References.faults(tables.with(kind, table(kind, csv)), kind);
    assertTrue(faults.size() <= FieldFault.MOST);
    return faults.stream()
        .map(fault -> fault.pointer() + " " + fault.code() + "\n")
        .collect(Collectors.joining());
  }

  private static String without(String path, String beginning) {
    return new String(BuiltIn.files().get(Kind.named(path).orElseThrow()), UTF_8)
        .lines()
        .filter(line -> !line.startsWith(beginning))
        .collect(Collectors.joining("\n"));
  }

  private static Table table(Kind kind, String csv) {
    return switch (TableReader.read(kind, csv.getBytes(UTF_8))) {
      case Read<Table>(var table) -> table;
      case Faulty<Table>(var faults) -> throw new AssertionError(faults);
    };
  }
}
