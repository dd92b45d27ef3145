package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.baodanh.registration.PublishedContract;

/**
 * Reads a body as the published contract says and knows nothing of the hand-written readers:
 * Jackson parses, Vert.x's JSON Schema judges.
 */
public final class ContractReader {
  /** What the contract says of a body. */
  sealed interface Verdict {
    record Valid(JsonObject body) implements Verdict {}

    /** JSON, and at these places not as the schema says. */
    record Invalid(Set<String> places) implements Verdict {}

    /** JSON, but some member appears twice. */
    record Ambiguous() implements Verdict {}

    /** Too large, or no JSON in UTF-8. */
    record NotJson() implements Verdict {}

    /** Nested deeper than a reader needs to follow; never valid. */
    record TooDeep() implements Verdict {}
  }

  private static final int DEEP = 60;

  private static final Set<String> SAYS_WHERE =
      Set.of(
          "type",
          "required",
          "enum",
          "format",
          "pattern",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems");

  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEP)
                  .maxNumberLength(100_000)
                  .build())
          .build();
  private final Validator validator;
  private final Pattern known;
  private final int mostBytes;
  private boolean repeated;

  /**
   * @param schema its name in the contract
   * @param known pointers to the members that it knows
   * @param mostBytes of a body
   */
  ContractReader(String schema, Pattern known, int mostBytes) {
    this.known = known;
    this.mostBytes = mostBytes;
    this.validator =
        Validator.create(
            JsonSchema.of(schema(schema)),
            new JsonSchemaOptions()
                .setBaseUri("https://baodanh.vn")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
  }

  /** Of preference lists. */
  public static ContractReader ofLists() {
    return new ContractReader(
        "PreferenceListBody",
        Pattern.compile(
            "/preferences"
                + "(/[0-9]+/(institutionCode|programmeCode|methodCode|subjectGroupCode))?"),
        64 * 1024);
  }

  /** The body, if it is as the contract says. */
  public Optional<JsonObject> valid(byte[] body) {
    return read(body) instanceof Verdict.Valid(var json) ? Optional.of(json) : Optional.empty();
  }

  Verdict read(byte[] body) {
    repeated = false;
    Object value;
    try {
      if (body.length > mostBytes) {
        return new Verdict.NotJson();
      }
      value = parsed(body);
    } catch (StreamConstraintsException e) {
      return new Verdict.TooDeep();
    } catch (IOException e) {
      return new Verdict.NotJson();
    }
    if (repeated) {
      return new Verdict.Ambiguous();
    }
    return judge(value == JSON_NULL ? null : value);
  }

  /** What the schema alone says of a value. */
  Verdict judge(@Nullable Object value) {
    var output = validator.validate(value);
    return output.getValid()
        ? new Verdict.Valid((JsonObject) value)
        : new Verdict.Invalid(places(output));
  }

  /** A valid body of {@link #ofLists} as a value. */
  public static PreferenceList list(JsonObject body) {
    return new PreferenceList(
        body.getJsonArray("preferences").stream()
            .map(JsonObject.class::cast)
            .map(item ->
                new Preference(
                    new ProgrammeRef(
                        item.getString("institutionCode"), nfc(item.getString("programmeCode"))),
                    item.getString("methodCode", ""),
                    item.getString("subjectGroupCode", "")))
            .toList());
  }

  static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * Where the schema found a fault. A fault of additionalProperties names the member; it counts for
   * the object that holds it, and not at all for a member that the schema knows: Vert.x adds one
   * for every known member with a fault of its own.
   */
  private Set<String> places(OutputUnit output) {
    var places = new TreeSet<String>();
    for (var unit : output.getErrors()) {
      var keywords = unit.getKeywordLocation();
      var keyword = keywords.substring(keywords.lastIndexOf('/') + 1);
      var place = unit.getInstanceLocation().substring(1);
      if (SAYS_WHERE.contains(keyword)) {
        places.add(place);
      } else if (keyword.equals("additionalProperties") && !known.matcher(place).matches()) {
        places.add(place.substring(0, place.lastIndexOf('/')));
      }
    }
    return places;
  }

  private static final Object JSON_NULL = new Object();

  private Object parsed(byte[] body) throws IOException {
    try (var parser = json.createParser(strictlyDecoded(body))) {
      if (parser.nextToken() == null) {
        throw new IOException("nothing");
      }
      var value = value(parser);
      if (parser.nextToken() != null) {
        throw new IOException("more than one value");
      }
      return value == null ? JSON_NULL : value;
    }
  }

  private static String strictlyDecoded(byte[] body) throws CharacterCodingException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }

  private @Nullable Object value(JsonParser parser) throws IOException {
    var token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> {
        var object = new JsonObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          var name = paired(parser.currentName());
          repeated |= object.containsKey(name);
          parser.nextToken();
          object.put(name, value(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        var array = new JsonArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
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

  /**
   * The schema, its parts beside it. Java's {@code $} also matches before a line feed at the end,
   * the one of ECMA-262 that a contract means does not.
   */
  private static JsonObject schema(String name) {
    var contract = PublishedContract.load();
    var text = contract.getJsonObject("components").getJsonObject("schemas").encode();
    var schemas = new JsonObject(text.replaceAll("(\"pattern\":\"[^\"]*)\\$\"", "$1\\\\\\\\z\""));
    return new JsonObject()
        .put("$id", "https://baodanh.vn/body")
        .put("$ref", "#/components/schemas/" + name)
        .put("components", new JsonObject().put("schemas", schemas));
  }
}
