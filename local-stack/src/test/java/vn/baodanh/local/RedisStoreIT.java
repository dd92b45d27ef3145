package vn.baodanh.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RedisStoreIT {
  @Test
  void confirmed_writes_are_there_again_after_a_hard_kill() throws IOException {
    try (var store = RedisStore.temporary()) {
      assertEquals("+OK", ask(store, "SET ward 79"));
      var before = store.pid();

      store.killHard();
      assertTrue(ProcessHandle.of(before).isEmpty());
      assertFalse(store.isAlive());
      store.restart();
      assertEquals("$2 79", ask(store, "GET ward"));

      store.restartEmpty();
      assertEquals("$-1", ask(store, "GET ward"));
    }
  }

  @Test
  void a_store_loses_nothing_that_it_confirmed() throws IOException {
    try (var store = RedisStore.temporary()) {
      assertEquals("*2 $10 appendonly $3 yes", ask(store, "CONFIG GET appendonly"));
      assertEquals("*2 $11 appendfsync $6 always", ask(store, "CONFIG GET appendfsync"));
      assertEquals(
          "*2 $16 maxmemory-policy $10 noeviction", ask(store, "CONFIG GET maxmemory-policy"));
      assertEquals("*2 $4 save $0", ask(store, "CONFIG GET save"));
    }
  }

  @Test
  void a_paused_store_answers_again_when_it_is_resumed() throws IOException {
    try (var store = RedisStore.temporary()) {
      store.pause();
      assertThrows(SocketTimeoutException.class, () -> ask(store, "PING", 500));
      store.resume();
      assertEquals("+PONG", ask(store, "PING"));
    }
  }

  private static String ask(RedisStore store, String command) throws IOException {
    return ask(store, command, 30_000);
  }

  /** One command; the answer's lines joined by spaces. */
  private static String ask(RedisStore store, String command, int longestMs) throws IOException {
    try (var socket = new Socket("127.0.0.1", store.port())) {
      socket.setSoTimeout(longestMs);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      var first = new byte[4096];
      var size = socket.getInputStream().read(first);
      return new String(first, 0, size, StandardCharsets.US_ASCII).replace("\r\n", " ").strip();
    }
  }
}
