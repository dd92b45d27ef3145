package vn.baodanh.load.play;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A department (Sở GDĐT) of the season's catalogue.
 *
 * @param school the code of one of its schools
 */
record Department(String code, String name, String school) {

  /** The first ones that have schools, and no windows of their own for preferences yet. */
  static List<Department> withoutOwnWindows(Api api, int most) {
    Set<String> own =
        objects(api.getPublic("/v1/season"), "windows")
            .filter(window -> window.getString("step").equals("preferences"))
            .map(window -> window.getString("department", ""))
            .collect(Collectors.toSet());
    return objects(api.getPublic("/v1/catalogue/departments?limit=200"), "departments")
        .filter(department -> !own.contains(department.getString("code")))
        .flatMap(department -> withSchool(api, department))
        .limit(most)
        .toList();
  }

  private static Stream<Department> withSchool(Api api, JsonObject department) {
    var code = department.getString("code");
    return objects(api.getPublic("/v1/catalogue/schools?limit=1&department=" + code), "schools")
        .filter(school -> school.getString("schoolCode").compareTo("900") <= 0)
        .map(school ->
            new Department(code, department.getString("name"), school.getString("schoolCode")));
  }

  private static Stream<JsonObject> objects(Reply reply, String name) {
    return reply.body().getJsonArray(name).stream().map(JsonObject.class::cast);
  }
}
