package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FilingIT {
  private static Stack stack;
  private static Node node;

  @BeforeAll
  static void start() {
    stack = new Stack("filing_it");
    node = stack.node();
    stack.openWindow();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void whatIsFiledIsRecordedAndCounts() {
    Device anna = node.of("anna");
    Answer kept = anna.file("key-00000001", 0, Lists.ONE).expect(202);
    Stack.eventually("recorded", () -> anna.filing(kept.id()).text("status").equals("applied"));
    Answer current = anna.current();
    assertEquals("recorded", current.text("status"));
    assertEquals(kept.id(), current.text("filingId"));
    assertEquals(kept.version(), current.version());
    anna.get("/v1/me/filings/" + kept.id() + "/receipt").expect(200);
  }

  @Test
  void whoWaitsIsToldTheOutcome() {
    Answer answer =
        node.of("binh").file("key-00000001", 0, Lists.ONE, "Prefer", "wait=5").expect(200);
    assertEquals("applied", answer.text("status"));
    assertTrue(answer.header("Preference-Applied").startsWith("wait"));
  }
}
