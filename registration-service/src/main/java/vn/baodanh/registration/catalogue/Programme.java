package vn.baodanh.registration.catalogue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import vn.baodanh.registration.filing.ProgrammeRef;

/**
 * A programme (chương trình) of one institution.
 *
 * @param fieldCode the national code of its field, seven digits
 * @param fieldName the field's name, or empty where the source does not say
 * @param subjectGroups the subject groups (tổ hợp môn) that are accepted; empty when not known
 */
record Programme(
    ProgrammeRef ref, String name, String fieldCode, String fieldName, List<String> subjectGroups) {

  JsonObject toJson() {
    var json =
        new JsonObject()
            .put("institutionCode", ref.institutionCode())
            .put("programmeCode", ref.programmeCode())
            .put("name", name)
            .put("fieldCode", fieldCode);
    Catalogue.putIfKnown(json, "fieldName", fieldName);
    return json.put("subjectGroups", new JsonArray(subjectGroups));
  }
}
