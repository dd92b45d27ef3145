package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes an object as JSON without white space, members in the order in which they are put. */
final class CanonicalJson {
  private final StringBuilder json = new StringBuilder(256).append('{');

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
    name(name).append(object.json).append('}');
    return this;
  }

  CanonicalJson putTrue(String name) {
    name(name).append(true);
    return this;
  }

  CanonicalJson putTexts(String name, List<String> values) {
    name(name).append('[');
    for (var value : values) {
      comma('[');
      quoted(value);
    }
    json.append(']');
    return this;
  }

  CanonicalJson putObjects(String name, List<CanonicalJson> objects) {
    name(name).append('[');
    for (var object : objects) {
      comma('[');
      json.append(object.json).append('}');
    }
    json.append(']');
    return this;
  }

  byte[] bytes() {
    return (json + "}").getBytes(UTF_8);
  }

  private StringBuilder name(String name) {
    comma('{');
    quoted(name);
    return json.append(':');
  }

  private void comma(char opening) {
    if (json.charAt(json.length() - 1) != opening) {
      json.append(',');
    }
  }

  /** No text of a form holds a control character. */
  private void quoted(String text) {
    json.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }
}
