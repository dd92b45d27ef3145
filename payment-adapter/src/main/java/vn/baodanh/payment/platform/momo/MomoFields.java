package vn.baodanh.payment.platform.momo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of what MoMo sends, by name, each as the text that was sent: it is over this text that
 * they are signed.
 */
record MomoFields(Map<String, String> values) {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(20).build())
          .build();

  MomoFields {
    values = Map.copyOf(values);
  }

  /**
   * Reads a flat JSON object. Nothing if a field comes twice, or is neither text nor a whole
   * number: nobody can say then which text was signed.
   */
  static Optional<MomoFields> ofJson(byte[] body) {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, String> values = new HashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NUMBER_INT) {
          return Optional.empty();
        }
        values.put(name, json.getText());
      }
      boolean ends = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
      return ends ? Optional.of(new MomoFields(values)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Reads a query (application/x-www-form-urlencoded), with the same care. */
  static Optional<MomoFields> ofQuery(String query) {
    Map<String, String> values = new HashMap<>();
    for (String pair : query.split("&")) {
      int equals = Math.max(0, pair.indexOf('='));
      try {
        String name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
        String value = URLDecoder.decode(pair.substring(equals), StandardCharsets.UTF_8);
        if (values.put(name, value.isEmpty() ? value : value.substring(1)) != null) {
          return Optional.empty();
        }
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(new MomoFields(values));
  }

  /** The field's text; empty if there is none. */
  String get(String name) {
    return values.getOrDefault(name, "");
  }
}
