package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FilingIT {
  private static final String LIST =
      "{\"preferences\":[{\"institutionCode\":\"BKA\",\"programmeCode\":\"IT1\"}]}";

  private static Stack stack;
  private static Registration node;

  @BeforeAll
  static void start() {
    stack = new Stack();
    node = stack.node();
    stack.openWindow();
    Stack.eventually(
        "the window is open",
        () -> stack.file(node, "first", "key-00000000", "0", LIST).statusCode() == 202);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void whatIsFiledIsRecordedAndCounts() {
    var answer = stack.file(node, "anna", "key-00000001", "0", LIST);
    assertEquals(202, answer.statusCode(), answer.body());
    JsonObject kept = new JsonObject(answer.body());
    String path = "/v1/me/filings/" + kept.getString("id");
    Stack.eventually(
        "recorded",
        () ->
            new JsonObject(stack.get(node, "anna", path).body())
                .getString("status")
                .equals("applied"));
    JsonObject current = new JsonObject(stack.get(node, "anna", "/v1/me/preferences").body());
    assertEquals("recorded", current.getString("status"));
    assertEquals(kept.getString("id"), current.getString("filingId"));
    var receipt = stack.get(node, "anna", path + "/receipt");
    assertEquals(200, receipt.statusCode(), receipt.body());
  }

  @Test
  void whoWaitsIsToldTheOutcome() {
    var answer = stack.file(node, "binh", "key-00000001", "0", LIST, "Prefer", "wait=5");
    assertEquals(200, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("\"status\":\"applied\""), answer.body());
  }
}
