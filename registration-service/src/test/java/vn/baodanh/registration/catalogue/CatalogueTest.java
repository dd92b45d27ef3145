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
  private static final Catalogue CATALOGUE = Catalogue.load();

  @Test
  void everyRowOfTheFilesIsThere() {
    assertEquals(297, all(CATALOGUE.institutions(), "institutions", "").size());
    assertEquals(5449, all(CATALOGUE.programmes(), "programmes", "").size());
  }

  @Test
  void everyProgrammeCanBeFiledByTheCodesThatAreShown() {
    for (var programme : all(CATALOGUE.programmes(), "programmes", "")) {
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
        all(CATALOGUE.institutions(), "institutions", "da nang").stream()
            .map(institution -> institution.getString("name"))
            .collect(joining(" "));
    assertTrue(names.contains("Đà Nẵng"), names);
  }

  @Test
  void anExactCodeComesBeforeWhateverElseMatches() {
    assertEquals("QHI", codes("qhi").getFirst());
    var first = all(CATALOGUE.programmes(), "programmes", "7480201").getFirst();
    assertEquals("7480201", first.getString("programmeCode"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zzzz", "---", "(", "khoa zzzz"})
  void wordsThatAreNowhereFindNothing(String words) {
    assertEquals(List.of(), codes(words));
  }

  @Test
  void programmesOfOneInstitutionAreItsOwn() {
    var page = page(CATALOGUE.programmes(), new Question("", "BKA", 200, ""));
    assertEquals(65, page.getJsonArray("programmes").size());
    for (var programme : page.getJsonArray("programmes")) {
      assertEquals("BKA", ((JsonObject) programme).getString("institutionCode"));
    }
    var none = page(CATALOGUE.programmes(), new Question("", "XXX", 200, ""));
    assertEquals(0, none.getJsonArray("programmes").size());
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    var seen = new HashSet<String>();
    for (var programme : all(CATALOGUE.programmes(), "programmes", "ky thuat")) {
      var key = programme.getString("institutionCode") + "/" + programme.getString("programmeCode");
      assertTrue(seen.add(key), key + " came twice");
    }
    assertTrue(seen.size() > 200, "found " + seen.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAA", "MDAwMDAwMDAwMDAwMDAwMDox", "-1", "____"})
  void aCursorThatWasNeverGivenOutIsRefused(String cursor) {
    assertTrue(CATALOGUE.institutions().page(new Question("", "", 10, cursor)).isEmpty());
  }

  @Test
  void differentQuestionsHaveDifferentEntityTags() {
    var tags = new HashSet<String>();
    for (var question :
        List.of(
            new Question("", "", 50, ""),
            new Question("a", "", 50, ""),
            new Question("", "a", 50, ""),
            new Question("", "", 51, ""),
            new Question("", "", 50, "a"))) {
      assertTrue(tags.add(CATALOGUE.programmes().entityTag(question)), question.toString());
    }
    assertNotEquals("", tags.iterator().next());
    assertFalse(tags.iterator().next().startsWith("W/"), "strong");
  }

  private static List<String> codes(String words) {
    return all(CATALOGUE.institutions(), "institutions", words).stream()
        .map(institution -> institution.getString("code"))
        .toList();
  }

  private static List<JsonObject> all(Listing listing, String member, String words) {
    var entries = new ArrayList<JsonObject>();
    var after = "";
    do {
      var page = page(listing, new Question(Words.folded(words), "", 97, after));
      page.getJsonArray(member).forEach(entry -> entries.add((JsonObject) entry));
      after = page.getString("next", "");
    } while (!after.isEmpty());
    return entries;
  }

  private static JsonObject page(Listing listing, Question question) {
    return listing.page(question).orElseThrow().toJsonObject();
  }
}
