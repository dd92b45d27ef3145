package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An operation of the published contract, with references resolved. */
record Operation(JsonObject contract, String method, String path, JsonObject description) {

  /** All of them, by their ids. */
  static List<Operation> all(JsonObject contract) {
    List<Operation> all = new ArrayList<>();
    JsonObject paths = contract.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject methods = paths.getJsonObject(path);
      for (String method : methods.fieldNames()) {
        all.add(
            new Operation(
                contract, method.toUpperCase(Locale.ROOT), path, methods.getJsonObject(method)));
      }
    }
    return all.stream().sorted(Comparator.comparing(Operation::id)).toList();
  }

  static Operation named(String id) {
    return all(PublishedContract.load()).stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  String id() {
    return description.getString("operationId");
  }

  boolean isSecured() {
    return !description.getJsonArray("security").isEmpty();
  }

  /** Of staff who may call it; empty where it is not for staff. */
  Set<String> roles() {
    return description.getJsonArray("x-roles", new JsonArray()).stream()
        .map(String.class::cast)
        .collect(Collectors.toSet());
  }

  /** What a machine's key must be registered for. */
  Optional<String> scope() {
    return Optional.ofNullable(description.getString("x-scope"));
  }

  boolean namesAnObject() {
    return path.contains("{");
  }

  /** Those in {@code path}, {@code query} or {@code header}. */
  List<JsonObject> parameters(String in) {
    return description.getJsonArray("parameters", new JsonArray()).stream()
        .map(parameter -> resolved((JsonObject) parameter))
        .filter(parameter -> parameter.getString("in").equals(in))
        .toList();
  }

  /** How it answers with this status, if it may. */
  @Nullable JsonObject response(int status) {
    JsonObject response = description.getJsonObject("responses").getJsonObject("" + status);
    return response == null ? null : resolved(response);
  }

  JsonObject resolved(JsonObject part) {
    String reference = part.getString("$ref");
    return reference == null
        ? part
        : resolved(
            (JsonObject)
                io.vertx.core.json.pointer.JsonPointer.from(reference.substring(1))
                    .queryJson(contract));
  }

  /**
   * A request as the contract shows it: what is required has its example's value, an object in the
   * path is the one given, a number there the least.
   */
  Call example(String object) {
    Call call = Call.of(method, target(object));
    for (JsonObject header : parameters("header")) {
      if (header.getBoolean("required", false)) {
        call = call.with(header.getString("name"), header.getString("example"));
      }
    }
    JsonObject body = description.getJsonObject("requestBody");
    if (body == null) {
      return call;
    }
    String type = body.getJsonObject("content").fieldNames().iterator().next();
    JsonObject examples =
        body.getJsonObject("content").getJsonObject(type).getJsonObject("examples");
    JsonObject first = examples.getJsonObject(examples.fieldNames().iterator().next());
    Object value = first.getValue("value");
    return call.with("Content-Type", type)
        .withBody((value instanceof String text ? text : Json.encode(value)).getBytes(UTF_8));
  }

  private String target(String object) {
    String target = path;
    for (JsonObject parameter : parameters("path")) {
      JsonObject schema = resolved(parameter.getJsonObject("schema"));
      String value =
          schema.getString("type").equals("integer") ? "" + schema.getInteger("minimum") : object;
      target = target.replace("{" + parameter.getString("name") + "}", value);
    }
    return target;
  }
}
