package vn.baodanh.kit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Turns a contract's YAML into JSON. */
final class ContractFile {

  private ContractFile() {}

  static JsonObject parse(String yaml) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    if (json(new Yaml(new SafeConstructor(options)).load(yaml)) instanceof JsonObject document) {
      return document;
    }
    throw new IllegalArgumentException("the contract is not an object");
  }

  /** What Vert.x refuses, and what it is called for it. */
  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "application/problem+json", "application/json",
          "application/pdf", "application/octet-stream",
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
              "application/octet-stream",
          "text/csv", "text/plain",
          "text/html", "text/plain",
          "application/x-ndjson", "application/octet-stream");

  /**
   * A copy that Vert.x takes: some media types have other names there; and it refuses relative
   * servers, which say nothing about routes. A pattern's {@code $} is the end, as in ECMA-262, not
   * also the place before a last line feed, as in Java.
   */
  static JsonObject routable(JsonObject document) {
    var copy = (JsonObject) renamed(document);
    copy.remove("servers");
    return copy;
  }

  private static Object renamed(Object value) {
    return switch (value) {
      case JsonObject object -> {
        var copy = new JsonObject();
        object.forEach(member ->
            copy.put(
                MEDIA_TYPES.getOrDefault(member.getKey(), member.getKey()),
                member.getKey().equals("pattern") && member.getValue() instanceof String pattern
                    ? pattern.replaceFirst("(?<!\\\\)\\$$", "\\\\z")
                    : renamed(member.getValue())));
        yield copy;
      }
      case JsonArray array -> {
        var copy = new JsonArray();
        array.forEach(item -> copy.add(renamed(item)));
        yield copy;
      }
      case null, default -> value;
    };
  }

  private static @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var object = new JsonObject();
        map.forEach((name, member) -> object.put(String.valueOf(name), json(member)));
        yield object;
      }
      case List<?> list -> {
        var array = new JsonArray();
        list.forEach(item -> array.add(json(item)));
        yield array;
      }
      case Date date -> date.toInstant().toString(); // an unquoted time in an example
      case null, default -> value;
    };
  }
}
