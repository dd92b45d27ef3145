package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a node that sends whatever it is told, byte for byte. It is kept until the node
 * says that it closes it, and then opened again.
 */
final class Wire implements AutoCloseable {
  /** Longer than a body may take, and than any answer. */
  private static final int PATIENCE_MS = 20_000;

  private static final int MOMENT_MS = 200;

  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  Wire(int port) {
    this.port = port;
  }

  /**
   * Sends it, again while the node is unsure. Fails if no answer comes, or the connection ends
   * without one.
   */
  Reply send(Call call) {
    return Again.ask(() -> sendOnce(call), Reply::isUnsure);
  }

  private Reply sendOnce(Call call) {
    try {
      open();
      write(call.bytes());
      Reply reply = next(call);
      while (reply.isInterim()) {
        reply = next(call);
      }
      if (reply.closes()) {
        close();
      }
      return reply;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no answer within " + PATIENCE_MS + " ms: " + call, e);
    } catch (IOException e) {
      throw new AssertionError("cut off: " + call, e);
    }
  }

  private Reply next(Call call) throws IOException {
    return read(in, call.method().equals("HEAD"))
        .orElseThrow(() -> new AssertionError("closed without an answer: " + call));
  }

  /**
   * Sends these bytes and, once nothing has come for a moment, says that there will be no more.
   *
   * @return what the node says until it closes, or says that it will
   */
  static List<Reply> sendOnly(int port, byte[] bytes) {
    return exchange(port, bytes, MOMENT_MS);
  }

  /** Sends these bytes and goes on listening, as one does who has forgotten the rest. */
  static List<Reply> sendAndWait(int port, byte[] bytes) {
    return exchange(port, bytes, PATIENCE_MS);
  }

  private static List<Reply> exchange(int port, byte[] bytes, int silenceMs) {
    try (Wire wire = new Wire(port)) {
      wire.open();
      wire.write(bytes);
      List<Reply> replies = new ArrayList<>();
      Optional<Reply> next = Optional.empty();
      do {
        wire.awaitByte(silenceMs);
        next = read(wire.in, false);
        next.filter(reply -> !reply.isInterim()).ifPresent(replies::add);
      } while (next.filter(reply -> !reply.closes()).isPresent());
      return replies;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection hangs", e);
    } catch (IOException e) {
      throw new AssertionError("cut off", e);
    }
  }

  /**
   * Until something has come, at most so long; then ends what is sent, and has patience with what a
   * busy machine still has to say.
   */
  private void awaitByte(int silenceMs) throws IOException {
    in.mark(1);
    try {
      socket.setSoTimeout(socket.isOutputShutdown() ? PATIENCE_MS : silenceMs);
      in.read();
      in.reset();
    } catch (SocketTimeoutException e) {
      if (socket.isOutputShutdown() || silenceMs == PATIENCE_MS) {
        throw e;
      }
      socket.shutdownOutput();
    }
    socket.setSoTimeout(PATIENCE_MS);
  }

  private void open() throws IOException {
    if (socket == null) {
      socket = new Socket("127.0.0.1", port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MS);
      in = new BufferedInputStream(socket.getInputStream());
    }
  }

  /** A node may answer, and close, before it has read everything. */
  private void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      // Then the answer is there, or reading it fails.
    }
  }

  /** The next answer; nothing when the connection has ended. */
  private static Optional<Reply> read(InputStream in, boolean headOnly) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    int status = Integer.parseInt(first.split(" ")[1]);
    Map<String, List<String>> fields = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      fields
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    boolean bodyless = headOnly || status < 200 || status == 204 || status == 304;
    return Optional.of(new Reply(status, fields, bodyless ? new byte[0] : body(in, fields)));
  }

  private static byte[] body(InputStream in, Map<String, List<String>> fields) throws IOException {
    if (fields.containsKey("transfer-encoding")) {
      return chunks(in);
    }
    List<String> length = fields.getOrDefault("content-length", List.of());
    return length.isEmpty()
        ? in.readAllBytes()
        : in.readNBytes(Integer.parseInt(length.getFirst()));
  }

  /** RFC 9112, 7.1. */
  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size;
    do {
      size = Integer.parseInt(line(in), 16);
      body.write(in.readNBytes(size));
      line(in);
    } while (size > 0);
    return body.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    socket = null;
    in = null;
  }
}
