package vn.baodanh.registration.catalogue;

import static vn.baodanh.registration.catalogue.Column.required;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** A method of admission (phương thức xét tuyển), by the Ministry's codes of 2022: {@code 100}. */
record Method(String code, String name, Years years) implements Entry {
  static final List<Column> COLUMNS =
      Column.withYears(required("code", Form.THREE_DIGITS), required("name", Form.TEXT));

  static Method of(Row row) {
    return new Method(row.text("code"), row.text("name"), row.years());
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
    return years.putInto(new JsonObject().put("code", code).put("name", name));
  }
}
