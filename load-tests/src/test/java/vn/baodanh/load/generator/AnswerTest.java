package vn.baodanh.load.generator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AnswerTest {
  private static final String ACCEPTED =
      "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nETag: \"1784023199999871\"\r\n"
          + "content-length: 17\r\n\r\n{\"id\":\"a\",\"n\":1}\n";
  private final Answer answer = new Answer();

  private int read(String text) {
    var bytes = text.getBytes(UTF_8);
    return answer.read(bytes, bytes.length);
  }

  @Test
  void anAnswerIsWholeWithItsLastByteAndNotBefore() {
    for (int length = 0; length < ACCEPTED.length(); length++) {
      assertEquals(0, read(ACCEPTED.substring(0, length)));
    }
    assertEquals(ACCEPTED.length(), read(ACCEPTED));
    assertEquals(202, answer.status());
    assertEquals(Optional.of(1784023199999871L), answer.version());
    assertEquals(Optional.of("a"), answer.text("id"));
    assertEquals(Optional.empty(), answer.text("status"));
    assertEquals("{\"id\":\"a\",\"n\":1}\n", answer.body());
  }

  @Test
  void oneAnswerLeavesNothingToTheNext() {
    read(ACCEPTED);
    read("HTTP/1.1 503 Busy\r\nRetry-After: 3\r\nContent-Length: 2\r\n\r\n{}");
    assertEquals(503, answer.status());
    assertEquals(3, answer.retryAfterS());
    assertEquals(Optional.empty(), answer.version());
  }

  @Test
  void whatItDoesNotUnderstandItRefuses() {
    assertThrows(
        IllegalArgumentException.class,
        () -> read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
    assertThrows(IllegalArgumentException.class, () -> read("HTTP/1.1 200 OK\r\n\r\n"));
  }
}
