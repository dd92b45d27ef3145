package vn.baodanh.registration.catalogue;

import static vn.baodanh.registration.catalogue.Column.required;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A subject group (tổ hợp môn), as {@code A00}: Toán, Vật lí, Hóa học. */
record SubjectGroup(String code, String name, List<String> subjectCodes, Years years)
    implements Entry {
  static final List<Column> COLUMNS =
      Column.withYears(
          required("code", Form.SHORT_CODE),
          required("name", Form.TEXT),
          required("subjects", Form.SHORT_CODES));

  static SubjectGroup of(Row row) {
    return new SubjectGroup(row.text("code"), row.text("name"), row.list("subjects"), row.years());
  }

  @Override
  public Key key() {
    return Key.of(code);
  }

  @Override
  public String alsoKnownAs() {
    return "";
  }

  @Override
  public List<Reference> references() {
    return Reference.to(Kind.SUBJECTS, "subjects", subjectCodes, years).toList();
  }

  @Override
  public JsonObject toJson() {
    return years.putInto(
        new JsonObject()
            .put("code", code)
            .put("name", name)
            .put("subjectCodes", new JsonArray(subjectCodes)));
  }
}
