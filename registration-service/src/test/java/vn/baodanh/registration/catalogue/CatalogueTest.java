package vn.baodanh.registration.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.baodanh.registration.filing.Preference;
import vn.baodanh.registration.filing.PreferenceList;
import vn.baodanh.registration.filing.PreferenceListReader;
import vn.baodanh.registration.filing.Read;

final class CatalogueTest {
  private static final Edition CATALOGUE = BuiltIn.edition(2026);

  @ParameterizedTest
  @CsvSource({
    "DEPARTMENTS, 2026, 35",
    "DEPARTMENTS, 2025, 64",
    "SCHOOLS, 2026, 4149",
    "SCHOOLS, 2025, 4176",
    "SUBJECTS, 2026, 58",
    "SUBJECTS, 2025, 61",
    "SUBJECTS, 2024, 57",
    "SUBJECT_GROUPS, 2026, 291",
    "SUBJECT_GROUPS, 2024, 261",
    "INSTITUTIONS, 2026, 297",
    "PROGRAMMES, 2026, 5449",
    "METHODS, 2026, 19",
    "METHODS, 2021, 0",
  })
  void everyLineOfTheFilesIsThereInItsYears(Kind kind, int year, int count) {
    assertEquals(count, all(kind, "", year).size());
  }

  @Test
  void oneCodeIsAnotherDepartmentInAnotherYear() {
    assertEquals("Lào Cai", departmentOf08(2025));
    assertEquals("Tuyên Quang", departmentOf08(2026));
  }

  private static String departmentOf08(int year) {
    return all(Kind.DEPARTMENTS, "08", year).getFirst().getString("name");
  }

  @Test
  void nothingInTheFilesNamesWhatIsNotThere() {
    var tables = TableReader.all(BuiltIn.files());
    for (var kind : Kind.values()) {
      assertEquals(List.of(), References.faults(tables, kind), kind.path());
    }
  }

  @Test
  void everyProgrammeCanBeFiledByTheCodesThatAreShown() {
    for (var programme : all(Kind.PROGRAMMES, "")) {
      var institutionCode = programme.getString("institutionCode");
      var programmeCode = programme.getString("programmeCode");
      var body =
          "{\"preferences\":[%s]}"
              .formatted(
                  new JsonObject()
                      .put("institutionCode", institutionCode)
                      .put("programmeCode", programmeCode));

      var reading = PreferenceListReader.read(body.getBytes(UTF_8));

      var wanted = new PreferenceList(List.of(Preference.of(institutionCode, programmeCode)));
      assertEquals(new Read<>(wanted), reading);
      assertTrue(CATALOGUE.find(institutionCode, programmeCode).isPresent());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BKA, IT1, true",
    "ANS, 7860100, true",
    "BKA, it1, false",
    "bka, IT1, false",
    "BKA, NOPE, false",
    "XXX, IT1, false",
    "BKA, '', false",
  })
  void aProgrammeIsKnownByItsExactCodes(String institution, String programme, boolean known) {
    assertEquals(known, CATALOGUE.find(institution, programme).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bach khoa ha noi",
        "BÁCH KHOA HÀ NỘI",
        "ha noi bach khoa",
        "Bách kho Nộ",
        "hust",
        "BKA"
      })
  void anInstitutionIsFoundWithoutDiacriticsInAnyOrderByBeginningsOfWords(String words) {
    assertTrue(codes(words).contains("BKA"), () -> words + " found " + codes(words));
  }

  @Test
  void theLetterDWithAStrokeIsFoundAsD() {
    var names =
        all(Kind.INSTITUTIONS, "da nang").stream()
            .map(institution -> institution.getString("name"))
            .collect(joining(" "));
    assertTrue(names.contains("Đà Nẵng"), names);
  }

  @Test
  void anExactCodeComesBeforeWhateverElseMatches() {
    assertEquals("QHI", codes("qhi").getFirst());
    var first = all(Kind.PROGRAMMES, "7480201").getFirst();
    assertEquals("7480201", first.getString("programmeCode"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zzzz", "---", "(", "khoa zzzz"})
  void wordsThatAreNowhereFindNothing(String words) {
    assertEquals(List.of(), codes(words));
  }

  @Test
  void programmesOfOneInstitutionAreItsOwn() {
    var page = page(Kind.PROGRAMMES, new Question("", "BKA", 2026, 200, ""));
    assertEquals(65, page.getJsonArray("programmes").size());
    for (var programme : page.getJsonArray("programmes")) {
      assertEquals("BKA", ((JsonObject) programme).getString("institutionCode"));
    }
    var none = page(Kind.PROGRAMMES, new Question("", "XXX", 2026, 200, ""));
    assertEquals(0, none.getJsonArray("programmes").size());
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    var seen = new HashSet<String>();
    for (var programme : all(Kind.PROGRAMMES, "ky thuat")) {
      var key = programme.getString("institutionCode") + "/" + programme.getString("programmeCode");
      assertTrue(seen.add(key), key + " came twice");
    }
    assertTrue(seen.size() > 200, "found " + seen.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAA", "MDAwMDAwMDAwMDAwMDAwMDox", "-1", "____"})
  void aCursorThatWasNeverGivenOutIsRefused(String cursor) {
    assertTrue(
        CATALOGUE
            .listing(Kind.INSTITUTIONS)
            .page(new Question("", "", 2026, 10, cursor))
            .isEmpty());
  }

  @Test
  void differentQuestionsHaveDifferentEntityTags() {
    var tags = new HashSet<String>();
    for (var question :
        List.of(
            new Question("", "", 2026, 50, ""),
            new Question("a", "", 2026, 50, ""),
            new Question("", "a", 2026, 50, ""),
            new Question("", "", 2026, 51, ""),
            new Question("", "", 2025, 50, ""),
            new Question("", "", 2026, 50, "a"))) {
      var tag = CATALOGUE.listing(Kind.PROGRAMMES).entityTag(question);
      assertTrue(tags.add(tag), question.toString());
    }
    assertNotEquals("", tags.iterator().next());
    assertFalse(tags.iterator().next().startsWith("W/"), "strong");
  }

  private static List<String> codes(String words) {
    return all(Kind.INSTITUTIONS, words).stream()
        .map(institution -> institution.getString("code"))
        .toList();
  }

  private static List<JsonObject> all(Kind kind, String words) {
    return all(kind, words, 2026);
  }

  private static List<JsonObject> all(Kind kind, String words, int year) {
    var entries = new ArrayList<JsonObject>();
    var after = "";
    do {
      var page = page(kind, new Question(Words.folded(words), "", year, 97, after));
      page.getJsonArray(kind.member()).forEach(entry -> entries.add((JsonObject) entry));
      after = page.getString("next", "");
    } while (!after.isEmpty());
    return entries;
  }

  private static JsonObject page(Kind kind, Question question) {
    return CATALOGUE.listing(kind).page(question).orElseThrow().toJsonObject();
  }
}
