package vn.baodanh.registration;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The contract as it is published, for tests. */
public final class PublishedContract {
  /** Reads it as it stands. */
  public static JsonObject load() {
    try (var in = PublishedContract.class.getResourceAsStream("/openapi.yaml")) {
      Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      return new JsonObject(new JsonObject(document).encode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its operations by their ids. */
  public static Map<String, JsonObject> operations(JsonObject contract) {
    var operations = new TreeMap<String, JsonObject>();
    var paths = contract.getJsonObject("paths");
    for (var path : paths.fieldNames()) {
      for (var entry : paths.getJsonObject(path)) {
        var operation = (JsonObject) entry.getValue();
        operations.put(operation.getString("operationId"), operation);
      }
    }
    return operations;
  }

  /**
   * What is wrong with a JSON value, judged by the schema at this place, as {@code
   * /components/schemas/Season}; empty when nothing is.
   */
  public static List<String> faults(JsonObject contract, String place, Object value) {
    var root = contract.copy(); // Vert.x writes into the schemas it reads
    root.put("$id", "https://baodanh.vn/contract").put("$ref", "#" + place);
    var options =
        new JsonSchemaOptions()
            .setBaseUri("https://baodanh.vn")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);
    var output = Validator.create(JsonSchema.of(root), options).validate(value);
    return output.getValid()
        ? List.of()
        : output.getErrors().stream()
            .map(fault -> fault.getInstanceLocation() + " " + fault.getError())
            .toList();
  }

  private PublishedContract() {}
}
