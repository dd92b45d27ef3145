package vn.baodanh.registration.filing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PreferenceListReaderAgreesWithContractTest {
  private static final Set<String> CODES =
      Set.of(
          "json-malformed",
          "too-large",
          "type",
          "required",
          "unknown-member",
          "duplicate-member",
          "pattern",
          "too-long",
          "too-few",
          "too-many");

  @Test
  void readerAndContractSayTheSameOfEveryMutation() {
    boolean full = Boolean.getBoolean("full");
    long seed = Long.getLong("seed", full ? System.nanoTime() : 2026);
    int count = Integer.getInteger("mutations", full ? 100_000 : 10_000);
    System.out.printf("%d mutations, -Dseed=%d%n", count, seed);
    var agreement =
        new Agreement<>(
            ContractReader.ofLists()::read,
            PreferenceListReader::read,
            PreferenceListReaderAgreesWithContractTest::expectSame,
            Pattern.compile("|/preferences/[0-9]+"));

    agreement.compareMutations(new Mutations(seed), count);

    assertEquals(CODES, agreement.codesSeen(), "fault codes that came up");
    assertTrue(
        agreement.placesCompared() > count / 5, "places compared: " + agreement.placesCompared());
  }

  private static void expectSame(JsonObject body, PreferenceList list) {
    assertEquals(ContractReader.list(body), list);
    assertTrue(PreferenceList.isCanonical(list.canonical()), "canonical");
    assertEquals(list, PreferenceList.ofCanonical(list.canonical()), "canonical and back");
  }
}
