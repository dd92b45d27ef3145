package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as it goes on the wire, well-formed or not. {@code Host} and {@code Content-Length} are
 * added where they are missing, nothing else.
 */
record Call(String method, String target, List<Field> fields, byte[] body) {
  record Field(String name, String value) {
    boolean isNamed(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  static Call of(String method, String target) {
    return new Call(method, target, List.of(), new byte[0]);
  }

  static Call get(String target) {
    return of("GET", target);
  }

  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,6})(?:;[^\r\n]*)?\r\n");

  /** A filing to which nothing is wrong. */
  static Call filing(String token, String key, long version, byte[] list) {
    return of("PUT", "/v1/me/preferences")
        .with("Authorization", "Bearer " + token)
        .with("Content-Type", "application/json")
        .with("Idempotency-Key", key)
        .with("If-Match", "\"" + version + "\"")
        .withBody(list);
  }

  Call with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Call(method, target, List.copyOf(more), body);
  }

  Call without(String name) {
    return new Call(
        method, target, fields.stream().filter(field -> !field.isNamed(name)).toList(), body);
  }

  /** With this field and no other of its name. */
  Call replacing(String name, String value) {
    return without(name).with(name, value);
  }

  Call withBody(byte[] other) {
    return new Call(method, target, fields, other);
  }

  Call withTarget(String other) {
    return new Call(method, other, fields, body);
  }

  Call withMethod(String other) {
    return new Call(other, target, fields, body);
  }

  boolean has(String name) {
    return fields.stream().anyMatch(field -> field.isNamed(name));
  }

  /** What stands in all fields of this name, without the white space around it. */
  List<String> values(String name) {
    return fields.stream()
        .filter(field -> field.isNamed(name))
        .map(field -> field.value().replaceAll("^[ \t]+|[ \t]+$", ""))
        .toList();
  }

  byte[] bytes() {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (!has("Host")) {
      head.append("Host: 127.0.0.1\r\n");
    }
    fields.forEach(field -> head.append(field.name() + ": " + field.value() + "\r\n"));
    if (!has("Content-Length") && !has("Transfer-Encoding") && (body.length > 0 || isPut())) {
      head.append("Content-Length: " + body.length + "\r\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private boolean isPut() {
    return method.equals("PUT");
  }

  /**
   * Takes apart what may have been a request, as leniently as a server might; nothing where no
   * server could.
   */
  static Optional<Call> parse(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return Optional.empty();
    }
    String[] lines = unfolded(text.substring(0, end)).split("\r?\n", -1);
    String[] first = lines[0].strip().split(" +");
    if (first.length != 3) {
      return Optional.empty();
    }
    Call call = of(first[0], first[1]);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 0) {
        return Optional.empty();
      }
      call = call.with(lines[i].substring(0, colon), lines[i].substring(colon + 1));
    }
    String rest = text.substring(end + 4);
    Call head = call;
    return call.body(rest).map(body -> head.withBody(body.getBytes(ISO_8859_1)));
  }

  /** A header may go on in a line that begins with a blank (RFC 9112, 5.2). */
  private static String unfolded(String head) {
    int headers = head.indexOf('\n') + 1;
    return head.substring(0, headers) + head.substring(headers).replaceAll("\r?\n[ \t]+", " ");
  }

  private Optional<String> body(String rest) {
    if (has("Transfer-Encoding")) {
      return unchunked(rest);
    }
    List<String> lengths = values("Content-Length");
    if (lengths.isEmpty()) {
      return Optional.of("");
    }
    return lengths.size() == 1 && lengths.getFirst().matches("[0-9]{1,6}")
        ? Optional.of(
            rest.substring(0, Math.min(rest.length(), Integer.parseInt(lengths.getFirst()))))
        : Optional.empty();
  }

  /** RFC 9112, 7.1; nothing where it ends too early or is no such thing. */
  private static Optional<String> unchunked(String rest) {
    Matcher chunk = CHUNK.matcher(rest);
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (chunk.find(at) && chunk.start() == at) {
      int size = Integer.parseInt(chunk.group(1), 16);
      if (size == 0) {
        return Optional.of(body.toString());
      }
      at = chunk.end() + size + 2;
      if (at > rest.length()) {
        return Optional.empty();
      }
      body.append(rest, chunk.end(), chunk.end() + size);
    }
    return Optional.empty();
  }

  /** For messages. */
  @Override
  public String toString() {
    String text = new String(bytes(), UTF_8);
    return text.length() > 1_500 ? text.substring(0, 1_500) + "… " + text.length() : text;
  }
}
