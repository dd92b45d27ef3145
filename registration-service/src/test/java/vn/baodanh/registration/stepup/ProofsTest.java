package vn.baodanh.registration.stepup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProofsTest {
  private static final UUID CANDIDATE = new UUID(1, 2);
  private static final Instant EXPIRES = Instant.parse("2026-07-10T03:00:00Z");

  private final Proofs proofs = new Proofs(new byte[32]);

  @Test
  void aProofHoldsForItsCandidateUntilItExpires() {
    String proof = proofs.of(CANDIDATE, EXPIRES);
    assertTrue(proof.matches("[A-Za-z0-9_-]{54}"), proof);
    assertTrue(proofs.holds(proof, CANDIDATE, EXPIRES.minusSeconds(1)));
    assertFalse(proofs.holds(proof, CANDIDATE, EXPIRES));
    assertFalse(proofs.holds(proof, new UUID(1, 3), EXPIRES.minusSeconds(1)));
    byte[] otherKey = new byte[32];
    Arrays.fill(otherKey, (byte) 1);
    assertFalse(new Proofs(otherKey).holds(proof, CANDIDATE, EXPIRES.minusSeconds(1)));
  }

  @Test
  void noOtherTextHolds() {
    String proof = proofs.of(CANDIDATE, EXPIRES);
    for (int i = 0; i < proof.length() - 1; i++) {
      char other = proof.charAt(i) == 'A' ? 'B' : 'A';
      String changed = proof.substring(0, i) + other + proof.substring(i + 1);
      assertFalse(proofs.holds(changed, CANDIDATE, EXPIRES.minusSeconds(1)), changed);
    }
    for (String text : List.of("", "A", "%", proof + "A", proof.substring(1))) {
      assertFalse(proofs.holds(text, CANDIDATE, EXPIRES.minusSeconds(1)), text);
    }
  }

  @Test
  void theSameCodeOfAnotherCandidateHasAnotherHash() {
    assertArrayEquals(proofs.hash(CANDIDATE, "012345"), proofs.hash(CANDIDATE, "012345"));
    assertFalse(
        Arrays.equals(proofs.hash(CANDIDATE, "012345"), proofs.hash(new UUID(1, 3), "012345")));
  }
}
