package vn.baodanh.registration.person;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.ProblemException;
import vn.baodanh.kit.SignIn;

final class CandidatesTest {
  private static final String PORTAL = "https://portal.example";

  private static final Instant NOW = Instant.parse("2026-07-10T03:00:00Z");

  private final Candidates candidates = new Candidates();

  @Test
  void aPersonIsTheSameCandidateAtEverySignIn() {
    var first = candidates.of(bearer("person-1", "001208000001", null), NOW);
    var second = candidates.of(bearer("person-1", "001208000001", null), NOW);
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
    var person = candidates.of(bearer("person-1", null, passport), NOW);
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
            () -> candidates.of(bearer("staff-1", citizenNumber, passport), NOW));
    assertEquals(403, refused.problem().status());
    assertEquals("not-a-candidate", refused.problem().code());
  }

  @Test
  void whoWasMergedActsForTheOtherFromThatMomentOn() {
    UUID merged = Candidates.idOf(PORTAL, "merged");
    UUID into = Candidates.idOf(PORTAL, "into");
    UUID third = Candidates.idOf(PORTAL, "third");
    candidates.learn(List.of(new Merge(merged, into, NOW)));
    candidates.learn(List.of(new Merge(into, third, NOW.plusSeconds(60))));

    assertEquals(merged, of("merged", NOW.minusNanos(1)).candidateId());
    assertEquals(Set.of(into), of("into", NOW.minusNanos(1)).ids());
    assertEquals(into, of("merged", NOW).candidateId());
    assertEquals(Set.of(merged, into), of("merged", NOW).ids());
    assertEquals(of("merged", NOW).ids(), of("into", NOW).ids());
    for (String subject : List.of("merged", "into", "third")) {
      assertEquals(third, of(subject, NOW.plusSeconds(60)).candidateId());
      assertEquals(Set.of(merged, into, third), of(subject, NOW.plusSeconds(60)).ids());
    }
    assertEquals(1, of("somebody-else", NOW.plusSeconds(60)).ids().size());
  }

  private Person of(String subject, Instant at) {
    return candidates.of(bearer(subject, "001208000001", null), at);
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
