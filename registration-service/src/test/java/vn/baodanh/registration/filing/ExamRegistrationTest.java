package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.baodanh.registration.season.RulesFile;

final class ExamRegistrationTest {
  private static final String FILED =
      """
      { "priorityArea": "KV2-NT", "subjects": ["TO", "VA", "N1", "XH"], "departmentCode": "01",
        "fullName": " Nguye\u0302\u0303n Văn An ", "sex": "male", "dateOfBirth": "2006-05-20",
        "placeOfBirth": "01", "ethnicity": "Kinh", "priorityGroup": "01",
        "identity": { "number": "001206012345", "kind": "citizen" },
        "residence": { "address": "12 \\"Lê Lợi\\"", "wardCode": "00184", "provinceCode": "01",
          "over18MonthsInArea1": false },
        "phone": " 0912345678 ", "email": "an@example.vn", "purpose": "both", "curriculum": "2006",
        "programme": "general", "candidateKind": "free-not-graduated", "examCouncilCode": "01",
        "pointOfReceipt": "901", "preservedScores": [ { "subject": "TO", "score": "7.5" } ] }
      """;

  private static final String CANONICAL =
      """
      {"departmentCode":"01","fullName":"Nguyễn Văn An","sex":"male","dateOfBirth":"2006-05-20",\
      "placeOfBirth":"01","ethnicity":"Kinh","identity":{"kind":"citizen","number":"001206012345"},\
      "residence":{"provinceCode":"01","wardCode":"00184","address":"12 \\"Lê Lợi\\""},\
      "phone":"+84912345678","email":"an@example.vn","purpose":"both","curriculum":"2006",\
      "programme":"general","candidateKind":"free-not-graduated","examCouncilCode":"01",\
      "pointOfReceipt":"901","subjects":["TO","VA","N1","XH"],\
      "preservedScores":[{"subject":"TO","score":"7.50"}],"priorityGroup":"01",\
      "priorityArea":"KV2-NT"}\
      """;

  @Test
  void theCanonicalFormIsTheSameHoweverTheFormWasTyped() {
    var registration = read(FILED);
    assertEquals(CANONICAL, new String(registration.canonical(), UTF_8));
    assertEquals(registration, read(CANONICAL));
    assertEquals(registration, ExamRegistration.ofCanonical(CANONICAL.getBytes(UTF_8)));
  }

  /** {@code (echo exam-registration; printf %s "$canonical") | sha256sum} */
  @Test
  void theDigestCanBeComputedByAnyoneAndIsNoListsDigest() {
    var canonical = read(FILED).canonical();
    assertEquals(
        "c98af0f50ba18d9971eecc76510b9a7410880fe80dc7ba5bf0f26da229c9234c",
        HexFormat.of().formatHex(read(FILED).digest()));
    assertNotEquals(
        HexFormat.of().formatHex(PreferenceList.digestOf(canonical)),
        HexFormat.of().formatHex(ExamRegistration.digestOf(canonical)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "BKA/IT1\n"})
  void whatIsNotCanonicalIsNotReadBack(String text) {
    assertThrows(
        IllegalArgumentException.class, () -> ExamRegistration.ofCanonical(text.getBytes(UTF_8)));
  }

  @Test
  void anotherWayToWriteTheSameFormIsNotCanonical() {
    assertThrows(
        IllegalArgumentException.class, () -> ExamRegistration.ofCanonical(FILED.getBytes(UTF_8)));
  }

  @Test
  void aFaultTellsTheCandidateInTwoLanguagesWhatIsWrong() {
    var body = FILED.replace("0912345678", "12345").replace("\"male\"", "\"nam\"");
    var faults =
        assertInstanceOf(Faulty.class, ExamRegistrationReader.read(body.getBytes(UTF_8))).faults();
    assertEquals(
        List.of(
            new FieldFault(
                "/sex",
                "unknown-value",
                "Giá trị phải là một trong: female, male.",
                "The value is one of: female, male."),
            new FieldFault(
                "/phone",
                "pattern",
                "Số điện thoại Việt Nam, ví dụ 0912345678 hoặc +84912345678.",
                "A Vietnamese telephone number, as 0912345678 or +84912345678.")),
        faults);
  }

  @Test
  void whatIsMissingIsNamed() {
    var faults =
        assertInstanceOf(Faulty.class, ExamRegistrationReader.read("{}".getBytes(UTF_8))).faults();
    assertEquals(17, faults.size());
    assertTrue(
        faults.contains(
            new FieldFault(
                "/fullName", "required", "Thiếu họ và tên.", "Missing: the full name.")));
  }

  @Test
  void aBodyOfMoreThan16KibIsNotLookedAt() {
    var body = new byte[ExamRegistrationReader.MOST_BYTES + 1];
    var faults = assertInstanceOf(Faulty.class, ExamRegistrationReader.read(body)).faults();
    assertEquals("too-large", ((FieldFault) faults.getFirst()).code());
  }

  @Test
  void everyFaultOfTheRulesHasWordsInBothLanguages() {
    var rules = RulesFile.read("2026");
    var judgement = rules.judge(read(FILED), (department, unit) -> false, Instant.EPOCH);
    assertTrue(judgement.faults().size() >= 3, judgement.toString());
    for (var fault : judgement.faults()) {
      assertFalse(fault.vietnamese().isBlank() || fault.english().isBlank(), fault.toString());
    }
  }

  private static ExamRegistration read(String body) {
    return switch (ExamRegistrationReader.read(body.getBytes(UTF_8))) {
      case Read<ExamRegistration>(var registration) -> registration;
      case Faulty<ExamRegistration>(var faults) -> throw new AssertionError(faults);
    };
  }
}
