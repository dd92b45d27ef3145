package vn.baodanh.registration.identity;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The education sector's database of pupils (cơ sở dữ liệu ngành). Its interface is not public;
 * this is what its adapter is asked: {@code POST /pupils/query} with {@code {citizenNumber}},
 * answered with members of the exam registration's form, or 404.
 */
final class SectorDatabase {
  /** What it may fill in; whatever else it says is passed over. */
  private static final List<String> TEXTS =
      List.of(
          "departmentCode",
          "fullName",
          "sex",
          "dateOfBirth",
          "placeOfBirth",
          "ethnicity",
          "className");

  private static final String SCHOOLS = "schools";
  private static final int LONGEST_TEXT = 200;

  private final Outside outside;

  SectorDatabase(Outside outside) {
    this.outside = outside;
  }

  /** What it knows of a pupil; fails when it cannot say. */
  Future<Optional<JsonObject>> pupil(String citizenNumber) {
    return outside
        .ask("/pupils/query", new JsonObject().put("citizenNumber", citizenNumber))
        .map(answer -> answer.map(SectorDatabase::known));
  }

  private static JsonObject known(JsonObject pupil) {
    var known = new JsonObject();
    for (String name : TEXTS) {
      if (pupil.getValue(name) instanceof String text && text.length() <= LONGEST_TEXT) {
        known.put(name, text);
      }
    }
    if (pupil.getValue(SCHOOLS) instanceof JsonObject schools) {
      known.put(SCHOOLS, schools(schools));
    }
    return known;
  }

  private static JsonObject schools(JsonObject schools) {
    var known = new JsonObject();
    for (String grade : List.of("grade10", "grade11", "grade12")) {
      if (schools.getValue(grade) instanceof JsonObject school
          && school.getValue("departmentCode") instanceof String department
          && school.getValue("schoolCode") instanceof String code
          && department.matches("[0-9]{2}")
          && code.matches("[0-9]{3}")) {
        known.put(
            grade, new JsonObject().put("departmentCode", department).put("schoolCode", code));
      }
    }
    return known;
  }
}
