package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an object as JSON without white space, members in the order in which they are put. */
final class CanonicalJson {
  private byte[] json;
  private int length;

  /**
   * @param expectedBytes about how long the text will be; it may be longer
   */
  CanonicalJson(int expectedBytes) {
    json = new byte[expectedBytes];
    add('{');
  }

  CanonicalJson() {
    this(64);
  }

  CanonicalJson put(String name, String value) {
    name(name);
    quoted(value);
    return this;
  }

  CanonicalJson put(String name, Worded value) {
    return put(name, value.text());
  }

  CanonicalJson putIfGiven(String name, @Nullable String value) {
    return value == null ? this : put(name, value);
  }

  CanonicalJson put(String name, CanonicalJson object) {
    name(name);
    add(object);
    return this;
  }

  CanonicalJson putTrue(String name) {
    name(name);
    add("true".getBytes(UTF_8));
    return this;
  }

  CanonicalJson putTexts(String name, List<String> values) {
    name(name);
    add('[');
    for (var value : values) {
      comma('[');
      quoted(value);
    }
    add(']');
    return this;
  }

  CanonicalJson putObjects(String name, List<CanonicalJson> objects) {
    name(name);
    add('[');
    for (var object : objects) {
      comma('[');
      add(object);
    }
    add(']');
    return this;
  }

  byte[] bytes() {
    byte[] bytes = Arrays.copyOf(json, length + 1);
    bytes[length] = '}';
    return bytes;
  }

  private void name(String name) {
    comma('{');
    quoted(name);
    add(':');
  }

  private void comma(char opening) {
    if (json[length - 1] != opening) {
      add(',');
    }
  }

  /** No text of a form holds a control character. */
  private void quoted(String text) {
    boolean isPlain = text.indexOf('"') < 0 && text.indexOf('\\') < 0;
    var escaped = isPlain ? text : text.replace("\\", "\\\\").replace("\"", "\\\"");
    add('"');
    add(escaped.getBytes(UTF_8));
    add('"');
  }

  private void add(CanonicalJson object) {
    add(object.bytes());
  }

  private void add(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, json, length, bytes.length);
    length += bytes.length;
  }

  private void add(char ascii) {
    reserve(1);
    json[length++] = (byte) ascii;
  }

  private void reserve(int more) {
    if (json.length - length < more) {
      json = Arrays.copyOf(json, 2 * (length + more));
    }
  }
}
