package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PreferenceListReaderTest {
  private static final String BKA_IT1 = "{\"institutionCode\":\"BKA\",\"programmeCode\":\"IT1\"}";

  @Test
  void aListIsReadInItsOrder() {
    var body =
        """
        { "preferences": [
            { "institutionCode": "BKA", "programmeCode": "IT1" },
            { "programmeCode": "7340101(HP)", "institutionCode": "KHA" },
            { "institutionCode": "QHI", "programmeCode": "K\\u1ebfto\\u00e1n" } ] }
        """;
    assertEquals(
        List.of(
            Preference.of("BKA", "IT1"),
            Preference.of("KHA", "7340101(HP)"),
            Preference.of("QHI", "Kếtoán")),
        list(body).preferences());
  }

  @Test
  void aPreferenceMayNameItsMethodAndSubjectGroup() {
    var body =
        """
        {"preferences":[
          {"institutionCode":"BKA","programmeCode":"IT1","methodCode":"100","subjectGroupCode":"A00"},
          {"subjectGroupCode":"D01","institutionCode":"BKA","programmeCode":"IT1"}]}
        """;
    var it1 = new ProgrammeRef("BKA", "IT1");
    assertEquals(
        List.of(new Preference(it1, "100", "A00"), new Preference(it1, "", "D01")),
        list(body).preferences());
  }

  @Test
  void oneCodeTypedOnTwoKeyboardsIsOneCode() {
    var composed =
        "{\"preferences\":[{\"institutionCode\":\"QHI\",\"programmeCode\":\"K\u1ebfto\u00e1n\"}]}";
    var apart = composed.replace("\u1ebf", "e\u0302\u0301").replace("\u00e1", "a\u0301");
    assertFalse(composed.equals(apart));
    assertEquals(list(composed), list(apart));
  }

  @ParameterizedTest(name = "{0} has the fault {2} at \"{1}\"")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # body (B stands for a good preference)                | where                          | what
          ``                                                     | ``                             | json-malformed
          {}x                                                    | ``                             | json-malformed
          {"preferences":[B],}                                   | ``                             | json-malformed
          {"preferences":[B,]}                                   | ``                             | json-malformed
          {"preferences":[01]}                                   | ``                             | json-malformed
          {"preferences":[B],"preferences":[B]}                  | /preferences                   | duplicate-member
          {"preferences":[B],"pref\\u0065rences":[B]}            | /preferences                   | duplicate-member
          []                                                     | ``                             | type
          null                                                   | ``                             | type
          {}                                                     | /preferences                   | required
          {"preferences":{}}                                     | /preferences                   | type
          {"preferences":[]}                                     | /preferences                   | too-few
          {"preferences":[B],"a/b~c":1}                          | /a~1b~0c                       | unknown-member
          {"preferences":[B,7]}                                  | /preferences/1                 | type
          {"preferences":[B,{"institutionCode":"BKA"}]}          | /preferences/1/programmeCode   | required
          {"preferences":[B,{"programmeCode":"IT1"}]}            | /preferences/1/institutionCode | required
          {"preferences":[{"institutionCode":"BKA","programmeCode":"IT1","method":"100"}]} | /preferences/0/method | unknown-member
          {"preferences":[{"institutionCode":"BKA","programmeCode":"IT1","methodCode":"10A"}]} | /preferences/0/methodCode | pattern
          {"preferences":[{"institutionCode":"BKA","programmeCode":"IT1","methodCode":100}]} | /preferences/0/methodCode | type
          {"preferences":[{"institutionCode":"BKA","programmeCode":"IT1","methodCode":"100","methodCode":"100"}]} | /preferences/0/methodCode | duplicate-member
          {"preferences":[{"institutionCode":"BKA","programmeCode":"IT1","subjectGroupCode":"a00"}]} | /preferences/0/subjectGroupCode | pattern
          {"preferences":[{"institutionCode":"BKA","programmeCode":"IT1","programmeCode":"IT1"}]} | /preferences/0/programmeCode | duplicate-member
          {"preferences":[{"institutionCode":"bka","programmeCode":"IT1"}]} | /preferences/0/institutionCode | pattern
          {"preferences":[{"institutionCode":"BKA\\n","programmeCode":"IT1"}]} | /preferences/0/institutionCode | pattern
          {"preferences":[{"institutionCode":"B","programmeCode":"IT1"}]} | /preferences/0/institutionCode | pattern
          {"preferences":[{"institutionCode":7,"programmeCode":"IT1"}]} | /preferences/0/institutionCode | type
          {"preferences":[{"institutionCode":"BKA","programmeCode":""}]} | /preferences/0/programmeCode | pattern
          {"preferences":[{"institutionCode":"BKA","programmeCode":"A/B"}]} | /preferences/0/programmeCode | pattern
          {"preferences":[{"institutionCode":"BKA","programmeCode":"A\\u0000"}]} | /preferences/0/programmeCode | pattern
          {"preferences":[{"institutionCode":"BKA","programmeCode":null}]} | /preferences/0/programmeCode | type
          {"preferences":[{"institutionCode":"BKA","programmeCode":"0123456789012345678901234567890123456789X"}]} | /preferences/0/programmeCode | too-long
          """)
  void aFaultSaysWhereAndWhat(String body, String where, String what) {
    var fault = faults(body.replace("B,", BKA_IT1 + ",").replace("B]", BKA_IT1 + "]")).getFirst();
    assertEquals(where + " " + what, fault.pointer() + " " + fault.code());
    assertFalse(fault.vietnamese().isBlank() || fault.english().isBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00C0\u0080",
        "\u00ED\u00A0\u0080",
        "\u00FF",
        "\u00C3",
        "\u00F5\u0080\u0080\u0080"
      })
  void bytesThatAreNoUtf8AreRefused(String bytes) {
    var body =
        "{\"preferences\":[{\"institutionCode\":\"BKA\",\"programmeCode\":\"" + bytes + "\"}]}";
    var reading = PreferenceListReader.read(body.getBytes(ISO_8859_1));
    assertEquals("json-malformed", faulty(reading).faults().getFirst().code());
  }

  @Test
  void everyFaultIsNamedAtOnceUpToTwenty() {
    var bad = "{\"institutionCode\":\"?\",\"programmeCode\":\"IT1\"}";
    assertEquals(3, faults("{\"preferences\":[%s,%s,%s]}".formatted(bad, bad, bad)).size());
    var hundred = String.join(",", java.util.Collections.nCopies(100, bad));
    assertEquals(20, faults("{\"preferences\":[" + hundred + "]}").size());
  }

  @Test
  void threeHundredPreferencesAreReadAndOneMoreIsTooMany() {
    var most = String.join(",", java.util.Collections.nCopies(300, BKA_IT1));
    assertEquals(300, list("{\"preferences\":[" + most + "]}").preferences().size());
    var faults = faults("{\"preferences\":[" + most + "," + BKA_IT1 + "]}");
    assertEquals(List.of("too-many"), faults.stream().map(FieldFault::code).toList());
  }

  @Test
  void aBodyOfMoreThan64KibIsNotLookedAt() {
    var body = new byte[PreferenceListReader.MOST_BYTES + 1];
    assertEquals("too-large", faulty(PreferenceListReader.read(body)).faults().getFirst().code());
  }

  private static PreferenceList list(String body) {
    return switch (PreferenceListReader.read(body.getBytes(UTF_8))) {
      case Read<PreferenceList>(var list) -> list;
      case Faulty<PreferenceList>(var faults) -> throw new AssertionError(codes(faults));
    };
  }

  private static List<FieldFault> faults(String body) {
    return faulty(PreferenceListReader.read(body.getBytes(UTF_8))).faults();
  }

  private static Faulty<?> faulty(Reading<PreferenceList> reading) {
    return assertInstanceOf(Faulty.class, reading);
  }

  private static String codes(List<FieldFault> faults) {
    return faults.stream().map(FieldFault::code).collect(Collectors.joining(" "));
  }
}
