package vn.baodanh.registration.catalogue;

import static vn.baodanh.registration.catalogue.Column.optional;
import static vn.baodanh.registration.catalogue.Column.required;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place to study (mã ngành / chương trình) that can be named in a preference.
 *
 * @param code unique inside its institution, as {@code IT1} or {@code 7340101(HP)}
 * @param fieldCode the national code of its field (mã ngành), seven digits
 * @param fieldName of the same, or empty
 * @param subjectGroups accepted subject groups (tổ hợp môn); empty when the source names none
 * @param methods methods of admission that it takes part in; empty when the source names none
 */
record Programme(
    String institutionCode,
    String code,
    String name,
    String fieldCode,
    String fieldName,
    List<String> subjectGroups,
    List<String> methods,
    Years years)
    implements Entry {
  static final List<Column> COLUMNS =
      Column.withYears(
          required("institution_code", Form.INSTITUTION_CODE),
          required("code", Form.PROGRAMME_CODE),
          required("name", Form.TEXT),
          required("field_code", Form.SEVEN_DIGITS),
          optional("field_name", Form.TEXT),
          optional("subject_groups", Form.SHORT_CODES),
          optional("methods", Form.METHOD_CODES));

  static Programme of(Row row) {
    return new Programme(
        row.text("institution_code"),
        row.text("code"),
        row.text("name"),
        row.text("field_code"),
        row.text("field_name"),
        row.list("subject_groups"),
        row.list("methods"),
        row.years());
  }

  @Override
  public Key key() {
    return new Key(institutionCode, code);
  }

  @Override
  public String alsoKnownAs() {
    return institutionCode;
  }

  @Override
  public List<Reference> references() {
    return Stream.of(
            Reference.to(Kind.INSTITUTIONS, "institution_code", List.of(institutionCode), years),
            Reference.to(Kind.SUBJECT_GROUPS, "subject_groups", subjectGroups, years),
            Reference.to(Kind.METHODS, "methods", methods, years))
        .flatMap(references -> references)
        .toList();
  }

  @Override
  public JsonObject toJson() {
    var json =
        new JsonObject()
            .put("institutionCode", institutionCode)
            .put("programmeCode", code)
            .put("name", name)
            .put("fieldCode", fieldCode);
    Entry.putIfKnown(json, "fieldName", fieldName);
    return years.putInto(
        json.put("subjectGroups", new JsonArray(subjectGroups))
            .put("methods", new JsonArray(methods)));
  }
}
