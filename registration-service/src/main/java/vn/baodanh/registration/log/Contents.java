package vn.baodanh.registration.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import vn.baodanh.registration.filing.Kind;
import vn.baodanh.registration.filing.Preference;
import vn.baodanh.registration.filing.PreferenceList;

/** Writes what was filed, so that its digest can be computed from what is written. */
public final class Contents {
  private Contents() {}

  /**
   * Adds {@code preferences}, {@code registration} or {@code withdrawn}.
   *
   * @param content in canonical form
   */
  public static JsonObject putInto(JsonObject json, Kind kind, byte[] content) {
    return switch (kind) {
      case PREFERENCES -> json.put("preferences", preferences(content));
      case REGISTRATION ->
          content.length == 0
              ? json.put("withdrawn", true)
              : json.put("registration", new JsonObject(new String(content, UTF_8)));
    };
  }

  private static JsonArray preferences(byte[] content) {
    JsonArray list = new JsonArray();
    PreferenceList.ofCanonical(content).preferences().forEach(p -> list.add(preference(p)));
    return list;
  }

  private static JsonObject preference(Preference preference) {
    JsonObject json =
        new JsonObject()
            .put("institutionCode", preference.institutionCode())
            .put("programmeCode", preference.programmeCode());
    if (!preference.methodCode().isEmpty()) {
      json.put("methodCode", preference.methodCode());
    }
    if (!preference.subjectGroupCode().isEmpty()) {
      json.put("subjectGroupCode", preference.subjectGroupCode());
    }
    return json;
  }
}
