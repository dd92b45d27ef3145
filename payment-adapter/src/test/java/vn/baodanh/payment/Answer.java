package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;

/** What a node answered. */
record Answer(HttpResponse<String> response) {
  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  JsonObject json() {
    return new JsonObject(body());
  }

  String text(String member) {
    return json().getString(member);
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Fails, showing the answer, if its status is another. */
  Answer expect(int expected) {
    assertEquals(
        expected,
        status(),
        () -> response.request().uri() + " " + header("X-Request-Id") + " " + body());
    return this;
  }

  /** The same for a problem document. */
  Answer expect(int expected, String code) {
    expect(expected);
    assertEquals(code, text("code"), this::body);
    return this;
  }
}
