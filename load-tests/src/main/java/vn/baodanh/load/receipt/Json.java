package vn.baodanh.load.receipt;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Members that must be there; else an IllegalArgumentException that names what is missing. */
final class Json {
  static String text(JsonObject json, String name) {
    return member(json, name, String.class);
  }

  static Number number(JsonObject json, String name) {
    return member(json, name, Number.class);
  }

  static JsonObject object(JsonObject json, String name) {
    return member(json, name, JsonObject.class);
  }

  static JsonArray array(JsonObject json, String name) {
    return member(json, name, JsonArray.class);
  }

  private static <T> T member(JsonObject json, String name, Class<T> type) {
    if (type.isInstance(json.getValue(name))) {
      return type.cast(json.getValue(name));
    }
    throw new IllegalArgumentException(
        "member \"%s\" is missing or not a %s".formatted(name, type.getSimpleName()));
  }

  private Json() {}
}
