package vn.baodanh.registration.person;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.SignIn;

final class CandidatesTest {
  private static final String PORTAL = "https://portal.example";

  @Test
  void aPersonIsTheSameCandidateAtEverySignIn() {
    var first = Candidates.of(bearer("person-1", "001208000001", null));
    var second = Candidates.of(bearer("person-1", "001208000001", null));
    assertEquals(first, second);
    assertEquals("person-1", first.subject());
  }

  @Test
  void theIdIsAVersion8UuidOfIssuerAndSubject() {
    var id = Candidates.idOf(PORTAL, "person-1");
    assertEquals(8, id.version());
    assertEquals(2, id.variant());
    assertNotEquals(id, Candidates.idOf(PORTAL, "person-2"));
    assertNotEquals(id, Candidates.idOf("https://other.example", "person-1"));
    assertNotEquals(Candidates.idOf("a", "b\nc"), Candidates.idOf("a\nb", "d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C1234567", "123456", "ABCDEF123456"})
  void whoHasAPassportOnFileIsACandidateToo(String passport) {
    var person = Candidates.of(bearer("person-1", null, passport));
    assertEquals(Candidates.idOf(PORTAL, "person-1"), person.candidateId());
  }

  @ParameterizedTest
  @CsvSource({
    ",",
    "12345678901,",
    "1234567890123,",
    "00120800000x,",
    ",12345",
    ",1234567890123",
    ",c-1234567"
  })
  void nobodyElseIsACandidate(String citizenNumber, String passport) {
    var refused =
        assertThrows(
            ProblemException.class,
            () -> Candidates.of(bearer("staff-1", citizenNumber, passport)));
    assertEquals(403, refused.problem().status());
    assertEquals("not-a-candidate", refused.problem().code());
  }

  private static Bearer bearer(String subject, String citizenNumber, String passport) {
    return new Bearer(
        PORTAL,
        subject,
        Optional.ofNullable(citizenNumber),
        Optional.ofNullable(passport),
        Set.of(),
        SignIn.UNKNOWN,
        Instant.MAX);
  }
}
