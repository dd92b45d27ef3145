package vn.baodanh.registration.catalogue;

import io.vertx.core.json.JsonObject;

/**
 * A university, academy or college (cơ sở đào tạo).
 *
 * @param code mã trường, as {@code BKA}
 * @param shortName other names that people know it by, or empty
 * @param ownership {@code public}, {@code private}, or empty where the source does not say
 * @param provinceCode of the 34 provinces and cities since July 2025, or empty
 * @param programmeCount how many of its programmes can be chosen; an institution without is listed
 */
record Institution(
    String code,
    String name,
    String shortName,
    String ownership,
    String provinceCode,
    int programmeCount) {

  JsonObject toJson() {
    var json = new JsonObject().put("code", code).put("name", name);
    Catalogue.putIfKnown(json, "shortName", shortName);
    Catalogue.putIfKnown(json, "ownership", ownership);
    Catalogue.putIfKnown(json, "provinceCode", provinceCode);
    return json.put("programmeCount", programmeCount);
  }
}
