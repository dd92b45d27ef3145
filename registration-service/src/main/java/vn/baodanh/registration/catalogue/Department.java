package vn.baodanh.registration.catalogue;

import static vn.baodanh.registration.catalogue.Column.optional;
import static vn.baodanh.registration.catalogue.Column.required;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A department of education (Sở GDĐT). Its code is the exam department code (01–65) until 2025 and
 * the province's administrative code from 2026: {@code 08} is Lào Cai in the first, Tuyên Quang in
 * the second.
 *
 * @param citizenPrefixes the first three digits of citizen numbers registered there
 * @param provinceCode of the 34 provinces and cities since July 2025, or empty
 */
record Department(
    String code, String name, List<String> citizenPrefixes, String provinceCode, Years years)
    implements Entry {
  static final List<Column> COLUMNS =
      Column.withYears(
          required("code", Form.TWO_DIGITS),
          required("name", Form.TEXT),
          optional("citizen_id_prefixes", Form.CITIZEN_PREFIXES),
          optional("province_code", Form.TWO_DIGITS));

  static Department of(Row row) {
    return new Department(
        row.text("code"),
        row.text("name"),
        row.list("citizen_id_prefixes"),
        row.text("province_code"),
        row.years());
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
    return Reference.toProvince(provinceCode);
  }

  @Override
  public JsonObject toJson() {
    var json =
        new JsonObject()
            .put("code", code)
            .put("name", name)
            .put("citizenPrefixes", new JsonArray(citizenPrefixes));
    Entry.putIfKnown(json, "provinceCode", provinceCode);
    return years.putInto(json);
  }
}
