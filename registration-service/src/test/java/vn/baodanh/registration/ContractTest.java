package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.person.Role;
import vn.baodanh.registration.person.Scope;

/** What every operation of the contract owes its callers, also one that is added later. */
final class ContractTest {
  private static final Set<String> PUBLIC =
      Set.of("/v1/season", "/v1/catalogue/", "/v1/log/", "/v1/session", "/v1/payment-links/");

  private final JsonObject contract = PublishedContract.load();
  private final Map<String, JsonObject> operations = PublishedContract.operations(contract);

  @Test
  void everyOperationSaysWhoMayCallItAndWhatCanGoWrong() {
    operations.forEach((name, operation) -> {
      assertTrue(operation.containsKey("security"), name + " does not say who may call it");
      var statuses = operation.getJsonObject("responses").fieldNames();
      assertTrue(statuses.containsAll(Set.of("400", "500", "503")), name + ": " + statuses);
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
        assertEquals(PUBLIC.stream().noneMatch(path::startsWith), !security.isEmpty(), path);
      }
    }
  }

  @Test
  void whatStaffDoNamesRolesThatThereAre() {
    operations.forEach((name, operation) -> {
      var roles = operation.getJsonArray("x-roles");
      if (roles != null) {
        roles.forEach(role ->
            assertTrue(Role.of((String) role).isPresent(), () -> name + " names the role " + role));
        assertTrue(!roles.isEmpty(), () -> name + " is for nobody");
      }
    });
  }

  /** Who gives and ends grants is a person: the handlers refuse every machine. */
  @Test
  void whatAMachineMayCallNamesAScopeOfEachOfItsRoles() {
    operations.forEach((name, operation) -> {
      var scope = Optional.ofNullable(operation.getString("x-scope"));
      var ofMachines =
          operation.getJsonArray("x-roles", new JsonArray()).stream()
              .map(role -> Role.of((String) role).orElseThrow())
              .filter(role -> !Scope.allOf(role).isEmpty())
              .toList();
      boolean isForPeople = ofMachines.isEmpty() || Set.of("giveGrant", "endGrant").contains(name);
      assertEquals(!isForPeople, scope.isPresent(), name);
      scope.ifPresent(text ->
          ofMachines.forEach(
              role -> assertTrue(Scope.of(text).orElseThrow().isOf(role), name + " " + role)));
    });
    var schemas = contract.getJsonObject("components").getJsonObject("schemas");
    assertEquals(
        Stream.of(Scope.values()).map(Scope::text).toList(),
        schemas.getJsonObject("Scopes").getJsonObject("items").getJsonArray("enum").getList());
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

  @Test
  void everyExampleIsAsItsSchemaSays() {
    var places = new ArrayList<String>();
    findMediaTypesWithExamples(contract, "", places);
    for (var place : places) {
      var mediaType = (JsonObject) JsonPointer.from(place).queryJson(contract);
      for (var example : mediaType.getJsonObject("examples")) {
        var value = ((JsonObject) example.getValue()).getValue("value");
        assertEquals(
            List.of(),
            PublishedContract.faults(contract, place + "/schema", value),
            () -> place + " " + example.getKey());
      }
    }
    assertTrue(places.size() >= 10, () -> "examples found: " + places);
  }

  private static void findMediaTypesWithExamples(Object node, String place, List<String> found) {
    if (node instanceof JsonObject object) {
      if (object.containsKey("schema") && object.containsKey("examples")) {
        found.add(place);
      }
      for (var member : object) {
        var name = member.getKey().replace("~", "~0").replace("/", "~1");
        findMediaTypesWithExamples(member.getValue(), place + "/" + name, found);
      }
    }
  }
}
