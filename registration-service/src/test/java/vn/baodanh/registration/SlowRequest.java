package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A filing whose head is sent at once, and whose body follows in two parts when a test says so. */
final class SlowRequest implements AutoCloseable {
  private static final int PATIENCE_MS = 30_000;

  private final Socket socket;
  private final byte[] body;

  /** Sends the head and the first half of the body. */
  SlowRequest(Device device, String key, long version, String list) {
    body = list.getBytes(UTF_8);
    String head =
        """
        PUT /v1/me/preferences HTTP/1.1
        Host: 127.0.0.1
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: %d
        Idempotency-Key: %s
        If-Match: "%d"

        """
            .formatted(device.token(), body.length, key, version)
            .replace("\n", "\r\n");
    try {
      socket = new Socket("127.0.0.1", device.port());
      socket.setSoTimeout(PATIENCE_MS);
      send(head.getBytes(UTF_8), 0, head.length());
      send(body, 0, body.length / 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void send(byte[] bytes, int from, int to) throws IOException {
    socket.getOutputStream().write(bytes, from, to - from);
    socket.getOutputStream().flush();
  }

  /** Sends the rest of the body. */
  void finish() {
    try {
      send(body, body.length / 2, body.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the answer: its status and, after an empty line, its body. */
  RawAnswer answer() {
    try {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IllegalStateException("closed after: " + head);
        }
        head.append((char) next);
      }
      int status = Integer.parseInt(head.substring(9, 12));
      var length = java.util.regex.Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
      int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
      return new RawAnswer(status, new String(in.readNBytes(bytes), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record RawAnswer(int status, String body) {}

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
