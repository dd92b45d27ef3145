package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every operation of the contract owes its callers, also one that is added later. */
final class ContractTest {
  private static final List<Operation> OPERATIONS = Operation.all();

  @Test
  void everyOperationSaysWhoMayCallItAndWhatCanGoWrong() {
    for (Operation operation : OPERATIONS) {
      var statuses = operation.description().getJsonObject("responses").fieldNames();
      boolean isForAnybody =
          operation.path().startsWith("/v1/platforms/") || operation.id().equals("checkReceipt");
      assertEquals(isForAnybody, !operation.isSecured(), operation.id());
      assertEquals(operation.isSecured(), !operation.roles().isEmpty(), operation.id());
      if (operation.isSecured()) {
        assertTrue(
            statuses.containsAll(Set.of("400", "401", "403", "500", "503")),
            () -> operation.id() + ": " + statuses);
      }
      if (operation.exampleBody().isPresent()) {
        assertTrue(
            statuses.containsAll(Set.of("408", "413", "415")),
            () -> operation.id() + ": " + statuses);
      }
    }
    assertFalse(OPERATIONS.isEmpty());
  }

  @Test
  void everyErrorIsAProblemDocument() {
    for (Operation operation : OPERATIONS) {
      for (int status = 400; status < 600; status++) {
        int error = status;
        operation
            .response(status)
            .map(response -> response.getJsonObject("content"))
            .ifPresent(content ->
                assertEquals(
                    Set.of("application/problem+json"),
                    content.fieldNames(),
                    operation.id() + " " + error));
      }
    }
  }

  @Test
  void whoeverChangesSomethingSendsABodyThatIsBounded() {
    for (Operation operation : OPERATIONS) {
      if (operation.method().equals("POST") && operation.isSecured()) {
        assertTrue(
            operation.exampleBody().isPresent() || operation.id().equals("uploadFile"),
            operation.id());
      }
    }
  }
}
