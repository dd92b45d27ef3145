package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every operation of the contract owes its callers, also one that is added later. */
final class ContractTest {
  private final JsonObject contract = PublishedContract.load();
  private final Map<String, JsonObject> operations = PublishedContract.operations(contract);

  @Test
  void everyOperationSaysWhoMayCallItAndWhatCanGoWrong() {
    operations.forEach((name, operation) -> {
      assertTrue(operation.containsKey("security"), name + " does not say who may call it");
      var statuses = operation.getJsonObject("responses").fieldNames();
      assertTrue(statuses.containsAll(Set.of("400", "429", "503")), name + ": " + statuses);
      if (!operation.getJsonArray("security").isEmpty()) {
        assertTrue(statuses.containsAll(Set.of("401", "403")), name + ": " + statuses);
      }
    });
    assertTrue(operations.containsKey("putPreferences"), "operations: " + operations.keySet());
  }

  @Test
  void whatIsPersonalNeedsATokenAndWhatIsPublicDoesNot() {
    var paths = contract.getJsonObject("paths");
    for (var path : paths.fieldNames()) {
      for (var method : paths.getJsonObject(path)) {
        var security = ((JsonObject) method.getValue()).getJsonArray("security");
        assertEquals(path.startsWith("/v1/me/"), !security.isEmpty(), path);
      }
    }
  }

  @Test
  void everyErrorIsAProblemDocument() {
    var responses = contract.getJsonObject("components").getJsonObject("responses");
    for (var name : responses.fieldNames()) {
      if (!name.equals("NotModified")) {
        var content = responses.getJsonObject(name).getJsonObject("content");
        assertEquals(Set.of("application/problem+json"), content.fieldNames(), name);
      }
    }
  }
}
