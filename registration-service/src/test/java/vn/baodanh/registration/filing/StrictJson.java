package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/**
 * A JSON text as Jackson reads it, strictly: well-formed UTF-8, no half of a surrogate pair.
 *
 * @param repeatsAMember whether some member appears twice; the later one is the value's
 */
record StrictJson(@Nullable Object value, boolean repeatsAMember) {
  private static final int DEEP = 60;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEP)
                  .maxNumberLength(100_000)
                  .build())
          .build();

  /**
   * @throws IOException if it is no JSON in UTF-8
   */
  static StrictJson parse(byte[] body) throws IOException {
    try (var parser = JSON.createParser(strictlyDecoded(body))) {
      if (parser.nextToken() == null) {
        throw new IOException("nothing");
      }
      var repeated = new boolean[1];
      var value = value(parser, repeated);
      if (parser.nextToken() != null) {
        throw new IOException("more than one value");
      }
      return new StrictJson(value, repeated[0]);
    }
  }

  private static String strictlyDecoded(byte[] body) throws CharacterCodingException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }

  private static @Nullable Object value(JsonParser parser, boolean[] repeated) throws IOException {
    var token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        var object = new JsonObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          var name = paired(parser.currentName());
          repeated[0] |= object.containsKey(name);
          parser.nextToken();
          object.put(name, value(parser, repeated));
        }
        yield object;
      }
      case START_ARRAY -> {
        var array = new JsonArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser, repeated));
        }
        yield array;
      }
      case VALUE_STRING -> paired(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> 1; // no number is valid anywhere, whichever
      default -> throw new IOException("unexpected " + token);
    };
  }

  /** Jackson lets half a surrogate pair pass, which no UTF-8 can hold. */
  private static String paired(String text) throws IOException {
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw new IOException("half a surrogate pair");
    }
    return text;
  }
}
