package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;

/** What a node answered. */
record Answer(int status, String body, HttpResponse<?> response) {
  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.body(), response);
  }

  JsonObject json() {
    return new JsonObject(body);
  }

  String text(String member) {
    return json().getString(member);
  }

  /** The filing's id. */
  String id() {
    return text("id");
  }

  long version() {
    return Long.parseLong(text("version"));
  }

  Instant receivedAt() {
    return Instant.parse(text("receivedAt"));
  }

  /** The problem's stable code. */
  String code() {
    return text("code");
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Fails, showing the answer, if its status is another. */
  Answer expect(int expected) {
    assertEquals(expected, status, () -> header("X-Request-Id") + " " + body);
    return this;
  }

  /** The same for a problem document. */
  Answer expect(int expected, String code) {
    expect(expected);
    assertEquals(code, code(), body);
    return this;
  }
}
