package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExamRegistrationReaderAgreesWithContractTest {
  private static final Set<String> CODES =
      Set.of(
          "json-malformed",
          "too-large",
          "type",
          "required",
          "unknown-member",
          "duplicate-member",
          "unknown-value",
          "pattern",
          "too-long",
          "too-few",
          "too-many");

  private static final String OBJECT =
      "|/identity|/residence|/schools|/schools/grade1[012]|/languageExemption|/preservedScores/[0-9]+";
  private final ContractReader contract = ContractReader.ofRegistrations();
  private final Agreement<ExamRegistration> agreement =
      new Agreement<>(
          contract::readInBothForms,
          ExamRegistrationReader::read,
          ExamRegistrationReaderAgreesWithContractTest::expectSame,
          Pattern.compile(OBJECT));

  @Test
  void readerAndContractSayTheSameOfEveryMutation() {
    boolean full = Boolean.getBoolean("full");
    long seed = Long.getLong("seed", full ? System.nanoTime() : 2026);
    int count = Integer.getInteger("mutations", full ? 50_000 : 1_500);
    System.out.printf("%d mutations, -Dseed=%d%n", count, seed);

    agreement.compareMutations(new Mutations(seed, new RegistrationBodies()), count);

    assertEquals(CODES, agreement.codesSeen(), "fault codes that came up");
    assertTrue(
        agreement.placesCompared() > count / 5, "places compared: " + agreement.placesCompared());
  }

  @Test
  void readerAndContractSayTheSameOfEveryTextInEveryField() {
    var tokens = everyField();
    var values =
        IntStream.range(1, tokens.length)
            .filter(i -> tokens[i - 1].equals(":") && tokens[i].startsWith("\""))
            .toArray();
    int valid = 0;
    for (int at : values) {
      var good = tokens[at];
      for (var text : RegistrationTexts.ALL) {
        tokens[at] = Mutations.quoted(text);
        var body = String.join("", tokens).getBytes(UTF_8);
        valid += agreement.compare(tokens[at - 2] + " " + text, body) ? 1 : 0;
      }
      tokens[at] = good;
    }
    System.out.printf(
        "%d fields, %d texts each, %d valid%n", values.length, RegistrationTexts.ALL.size(), valid);
    assertTrue(values.length > 35 && valid > 300, values.length + " fields, " + valid + " valid");
  }

  /** A valid body with every member, token by token. */
  private static String[] everyField() {
    var random = new SplittableRandom(1);
    var bodies = new RegistrationBodies();
    while (true) {
      var tokens = bodies.valid(random);
      var body = new JsonObject(String.join("", tokens));
      if (body.size() == 27) {
        return tokens.toArray(String[]::new);
      }
    }
  }

  /** Every member of the body is found again in the canonical form, as the contract promises. */
  private static void expectSame(JsonObject body, ExamRegistration registration) {
    var wanted = (JsonObject) ContractReader.nfc(body);
    for (var name :
        Set.of("fullName", "ethnicity", "className", "phone", "email", "contactAddress")) {
      wanted.getMap().computeIfPresent(name, (same, text) -> trimmed((String) text));
    }
    wanted.put("phone", wanted.getString("phone").replaceFirst("^0", "+84"));
    var residence = wanted.getJsonObject("residence");
    residence.put("address", trimmed(residence.getString("address")));
    if (!residence.getBoolean("over18MonthsInArea1", false)) {
      residence.remove("over18MonthsInArea1");
    }
    for (var score : wanted.getJsonArray("preservedScores", new JsonArray())) {
      var preserved = (JsonObject) score;
      preserved.put("score", new BigDecimal(preserved.getString("score")).setScale(2).toString());
    }
    var canonical = registration.canonical();
    assertEquals(wanted, new JsonObject(new String(canonical, UTF_8)));
    assertEquals(registration, ExamRegistration.ofCanonical(canonical), "canonical and back");
  }

  private static String trimmed(String text) {
    return text.replaceAll("^\\p{Zs}+|\\p{Zs}+$", "");
  }
}
