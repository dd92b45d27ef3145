package vn.baodanh.payment;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.baodanh.kit.Contract;

/** An operation of the published contract. */
record Operation(JsonObject contract, String method, String path, JsonObject description) {
  /** All of them, by their ids. */
  static List<Operation> all() {
    Vertx vertx = Vertx.vertx();
    JsonObject contract = Contract.load(vertx, "openapi.yaml").await().document();
    vertx.close().await();
    List<Operation> all = new ArrayList<>();
    for (var path : contract.getJsonObject("paths")) {
      for (var method : (JsonObject) path.getValue()) {
        all.add(
            new Operation(
                contract,
                method.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                (JsonObject) method.getValue()));
      }
    }
    return all.stream().sorted(Comparator.comparing(Operation::id)).toList();
  }

  String id() {
    return description.getString("operationId");
  }

  boolean isSecured() {
    return !description.getJsonArray("security").isEmpty();
  }

  List<String> roles() {
    return description.getJsonArray("x-roles", new JsonArray()).stream()
        .map(String.class::cast)
        .toList();
  }

  List<JsonObject> parameters() {
    return description.getJsonArray("parameters", new JsonArray()).stream()
        .map(parameter -> resolved((JsonObject) parameter))
        .toList();
  }

  /** How it answers with this status, if it may. */
  Optional<JsonObject> response(int status) {
    return Optional.ofNullable(description.getJsonObject("responses").getJsonObject("" + status))
        .map(this::resolved);
  }

  /** The body of the contract's first example, if it takes one. */
  Optional<JsonObject> exampleBody() {
    return Optional.ofNullable(description.getJsonObject("requestBody"))
        .map(body -> body.getJsonObject("content").getJsonObject("application/json"))
        .map(json -> json.getJsonObject("examples"))
        .map(examples -> examples.getJsonObject(examples.fieldNames().iterator().next()))
        .map(example -> example.getJsonObject("value").copy());
  }

  private JsonObject resolved(JsonObject part) {
    String reference = part.getString("$ref");
    return reference == null
        ? part
        : resolved((JsonObject) JsonPointer.from(reference.substring(1)).queryJson(contract));
  }
}
