package vn.baodanh.registration.catalogue;

import static vn.baodanh.registration.catalogue.Column.optional;
import static vn.baodanh.registration.catalogue.Column.required;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A university, academy or college (cơ sở đào tạo).
 *
 * @param code mã trường, as {@code BKA}
 * @param shortName other names that people know it by, or empty
 * @param ownership {@code public}, {@code private}, or empty where the source does not say
 * @param provinceCode of the 34 provinces and cities since July 2025, or empty
 */
record Institution(
    String code, String name, String shortName, String ownership, String provinceCode, Years years)
    implements Entry {
  static final List<Column> COLUMNS =
      Column.withYears(
          required("code", Form.INSTITUTION_CODE),
          required("name", Form.TEXT),
          optional("short_name", Form.TEXT),
          optional("ownership", Form.OWNERSHIP),
          optional("province_code", Form.TWO_DIGITS));

  static Institution of(Row row) {
    return new Institution(
        row.text("code"),
        row.text("name"),
        row.text("short_name"),
        row.text("ownership"),
        row.text("province_code"),
        row.years());
  }

  @Override
  public Key key() {
    return Key.of(code);
  }

  @Override
  public String alsoKnownAs() {
    return shortName;
  }

  @Override
  public List<Reference> references() {
    return Reference.toProvince(provinceCode);
  }

  @Override
  public JsonObject toJson() {
    var json = new JsonObject().put("code", code).put("name", name);
    Entry.putIfKnown(json, "shortName", shortName);
    Entry.putIfKnown(json, "ownership", ownership);
    Entry.putIfKnown(json, "provinceCode", provinceCode);
    return years.putInto(json);
  }
}
