package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What came back on the wire.
 *
 * @param fields values by the header's name in small letters
 */
record Reply(int status, Map<String, List<String>> fields, byte[] body) {
  /** The header's value, empty if there is none. */
  String header(String name) {
    return String.join(
        ", ", fields.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()));
  }

  String text() {
    return new String(body, UTF_8);
  }

  JsonObject json() {
    return new JsonObject(text());
  }

  /** The problem's stable code. */
  String code() {
    return json().getString("code");
  }

  /** Whether the node has not made sure for a while that it knows what is in force. */
  boolean isUnsure() {
    return Again.isUnsure(status, text());
  }

  /** Whether the answer itself follows (RFC 9110, 15.2). */
  boolean isInterim() {
    return status < 200;
  }

  boolean closes() {
    return header("Connection").equalsIgnoreCase("close");
  }

  /** Fails unless this is a whole problem document (RFC 9457) of the answer's own status. */
  Reply expectProblem() {
    assertEquals("application/problem+json", header("Content-Type"), this::toString);
    JsonObject problem = json();
    assertEquals(status, problem.getInteger("status"), this::toString);
    assertEquals("urn:baodanh:problem:" + problem.getString("code"), problem.getString("type"));
    for (String title : List.of("title", "titleEn")) {
      assertTrue(!problem.getString(title).isBlank(), this::toString);
    }
    return this;
  }

  Reply expect(int expected) {
    assertEquals(expected, status, this::toString);
    return this;
  }

  /** Fails unless this is that problem. */
  Reply expect(int expected, String code) {
    expect(expected).expectProblem();
    assertEquals(code, code(), this::toString);
    return this;
  }

  @Override
  public String toString() {
    return status + " " + fields + " " + text();
  }
}
