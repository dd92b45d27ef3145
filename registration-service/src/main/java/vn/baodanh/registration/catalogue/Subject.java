package vn.baodanh.registration.catalogue;

import static vn.baodanh.registration.catalogue.Column.required;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A subject that is examined, or counted, for admission.
 *
 * @param kind as {@code foreign_language} (N1–N7) or {@code aptitude}
 */
record Subject(String code, String name, String kind, Years years) implements Entry {
  static final List<Column> COLUMNS =
      Column.withYears(
          required("code", Form.SHORT_CODE),
          required("name", Form.TEXT),
          required("kind", Form.SUBJECT_KIND));

  static Subject of(Row row) {
    return new Subject(row.text("code"), row.text("name"), row.text("kind"), row.years());
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
    return List.of();
  }

  @Override
  public JsonObject toJson() {
    return years.putInto(new JsonObject().put("code", code).put("name", name).put("kind", kind));
  }
}
