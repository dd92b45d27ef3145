package vn.baodanh.registration.filing;

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

  private final Validator validator;
  private final Pattern known;
  private final int mostBytes;

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

  private static final String FORM =
      "/(departmentCode|formNumber|fullName|sex|dateOfBirth|placeOfBirth|ethnicity"
          + "|foreignNationality|identity(/(kind|number))?"
          + "|residence(/(provinceCode|wardCode|address|over18MonthsInArea1))?"
          + "|schools(/grade1[012](/(departmentCode|schoolCode))?)?"
          + "|className|phone|email|contactAddress|purpose|curriculum|programme|candidateKind"
          + "|graduationYear|examCouncilCode|pointOfReceipt|subjects"
          + "|languageExemption(/(certificate|score|issuedOn))?"
          + "|preservedScores(/[0-9]+/(subject|score))?|priorityGroup|priorityArea)";

  /** Of exam registrations. */
  public static ContractReader ofRegistrations() {
    return new ContractReader("ExamRegistrationBody", Pattern.compile(FORM), 16 * 1024);
  }

  /** The body, if it is as the contract says. */
  public Optional<JsonObject> valid(byte[] body) {
    return read(body) instanceof Verdict.Valid(var json) ? Optional.of(json) : Optional.empty();
  }

  Verdict read(byte[] body) {
    if (body.length > mostBytes) {
      return new Verdict.NotJson();
    }
    try {
      var json = StrictJson.parse(body);
      return json.repeatsAMember() ? new Verdict.Ambiguous() : judge(json.value());
    } catch (StreamConstraintsException e) {
      return new Verdict.TooDeep();
    } catch (IOException e) {
      return new Verdict.NotJson();
    }
  }

  /** What is valid must be so in Unicode form NFC as well. */
  Verdict readInBothForms(byte[] body) {
    var verdict = read(body);
    return verdict instanceof Verdict.Valid(var json)
            && judge(nfc(json)) instanceof Verdict.Invalid invalid
        ? invalid
        : verdict;
  }

  /** Whether it is valid, also in form NFC. */
  public boolean isValid(byte[] body) {
    return readInBothForms(body) instanceof Verdict.Valid;
  }

  static Object nfc(@Nullable Object value) {
    return switch (value) {
      case String text -> nfc(text);
      case JsonArray array -> new JsonArray(array.stream().map(item -> nfc(item)).toList());
      case JsonObject object -> {
        var normal = new JsonObject();
        object.forEach(member -> normal.put(member.getKey(), nfc(member.getValue())));
        yield normal;
      }
      default -> value;
    };
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
