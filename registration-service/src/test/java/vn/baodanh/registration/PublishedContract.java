package vn.baodanh.registration;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  private PublishedContract() {}
}
