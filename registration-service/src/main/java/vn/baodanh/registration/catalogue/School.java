package vn.baodanh.registration.catalogue;

import static vn.baodanh.registration.catalogue.Column.optional;
import static vn.baodanh.registration.catalogue.Column.required;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A school (001–900) or a point of receipt for free candidates (điểm thu nhận hồ sơ, 901–999).
 *
 * @param code three digits, unique inside its department
 * @param kind what it is, as {@code high_school} or {@code point_of_receipt}
 * @param district where it is, or empty
 * @param priorityArea {@code KV1}, {@code KV2-NT}, {@code KV2}, {@code KV3}, or empty where unknown
 */
record School(
    String departmentCode,
    String code,
    String name,
    String kind,
    String district,
    String priorityArea,
    Years years)
    implements Entry {
  static final List<Column> COLUMNS =
      Column.withYears(
          required("department_code", Form.TWO_DIGITS),
          required("code", Form.THREE_DIGITS),
          required("name", Form.TEXT),
          required("kind", Form.SCHOOL_KIND),
          optional("district", Form.TEXT),
          optional("priority_area", Form.PRIORITY_AREA));

  static School of(Row row) {
    return new School(
        row.text("department_code"),
        row.text("code"),
        row.text("name"),
        row.text("kind"),
        row.text("district"),
        row.text("priority_area"),
        row.years());
  }

  @Override
  public Key key() {
    return new Key(departmentCode, code);
  }

  @Override
  public String alsoKnownAs() {
    return departmentCode + " " + district;
  }

  @Override
  public List<Reference> references() {
    return Reference.to(Kind.DEPARTMENTS, "department_code", List.of(departmentCode), years)
        .toList();
  }

  @Override
  public JsonObject toJson() {
    var json =
        new JsonObject()
            .put("departmentCode", departmentCode)
            .put("schoolCode", code)
            .put("name", name)
            .put("kind", kind);
    Entry.putIfKnown(json, "district", district);
    Entry.putIfKnown(json, "priorityArea", priorityArea);
    return years.putInto(json);
  }
}
