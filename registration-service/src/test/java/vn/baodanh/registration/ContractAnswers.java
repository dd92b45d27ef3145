package vn.baodanh.registration;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Judges answers by the published contract: status, media type, headers, schema, and whether a
 * problem's code is one that is described there.
 */
final class ContractAnswers {
  private final JsonObject contract;
  private final Map<JsonObject, Validator> validators = new ConcurrentHashMap<>();

  ContractAnswers(JsonObject contract) {
    this.contract = contract;
  }

  /** What the contract does not say of this answer; empty if it says all of it. */
  Set<String> undeclared(Operation operation, Reply reply) {
    Set<String> undeclared = new TreeSet<>();
    JsonObject response = operation.response(reply.status());
    if (response == null) {
      undeclared.add("status " + reply.status());
      return undeclared;
    }
    for (String header : response.getJsonObject("headers", new JsonObject()).fieldNames()) {
      if (reply.header(header).isEmpty()) {
        undeclared.add("no header " + header);
      }
    }
    JsonObject content = response.getJsonObject("content");
    if (content == null) {
      if (reply.body().length > 0) {
        undeclared.add("a body");
      }
      return undeclared;
    }
    JsonObject media = content.getJsonObject(reply.header("Content-Type"));
    if (media == null) {
      undeclared.add("content type " + reply.header("Content-Type"));
      return undeclared;
    }
    boolean isJson = reply.header("Content-Type").matches(".*[/+]json");
    judgeBody(media.getJsonObject("schema"), isJson ? reply.json() : reply.text(), undeclared);
    if (reply.status() >= 400 && !describes(response, reply.code())) {
      undeclared.add("problem code " + reply.code());
    }
    return undeclared;
  }

  private static boolean describes(JsonObject response, String code) {
    return response.getString("description").contains("`" + code + "`");
  }

  private void judgeBody(JsonObject schema, Object body, Set<String> undeclared) {
    var output = validators.computeIfAbsent(schema, this::validator).validate(body);
    if (!output.getValid()) {
      output
          .getErrors()
          .forEach(error ->
              undeclared.add(error.getInstanceLocation() + " " + error.getKeywordLocation()));
    }
  }

  private Validator validator(JsonObject schema) {
    JsonObject components =
        new JsonObject()
            .put("schemas", contract.getJsonObject("components").getJsonObject("schemas"));
    return Validator.create(
        JsonSchema.of(
            new JsonObject()
                .put("$id", "https://baodanh.vn/answer")
                .put("allOf", new io.vertx.core.json.JsonArray().add(schema))
                .put("components", components)),
        new JsonSchemaOptions()
            .setBaseUri("https://baodanh.vn")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic));
  }
}
