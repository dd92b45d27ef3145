package vn.baodanh.registration.filing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class FilingIdTest {
  private static final UUID ANNA = UUID.fromString("00000000-0000-8000-8000-00000000000a");
  private static final UUID BINH = UUID.fromString("00000000-0000-8000-8000-00000000000b");

  private static byte[] body(int first) {
    byte[] digest = new byte[32];
    digest[0] = (byte) first;
    return digest;
  }

  @Test
  void aRepeatHasTheSameId() {
    assertEquals(
        FilingId.of(ANNA, Kind.PREFERENCES, "key-1", body(1)),
        FilingId.of(ANNA, Kind.PREFERENCES, "key-1", body(1)));
  }

  @Test
  void anotherBodyIsTheSameRequestWithAnotherId() {
    UUID one = FilingId.of(ANNA, Kind.PREFERENCES, "key-1", body(1));
    UUID other = FilingId.of(ANNA, Kind.PREFERENCES, "key-1", body(2));
    assertNotEquals(one, other);
    assertTrue(FilingId.sameRequest(one, other));
  }

  @Test
  void anotherKeyOrCandidateIsAnotherRequest() {
    UUID one = FilingId.of(ANNA, Kind.PREFERENCES, "key-1", body(1));
    assertFalse(FilingId.sameRequest(one, FilingId.of(ANNA, Kind.PREFERENCES, "key-2", body(1))));
    assertFalse(FilingId.sameRequest(one, FilingId.of(ANNA, Kind.REGISTRATION, "key-1", body(1))));
    assertFalse(FilingId.sameRequest(one, FilingId.of(BINH, Kind.PREFERENCES, "key-1", body(1))));
  }

  @Test
  void itIsAUuidOfVersion8() {
    UUID id = FilingId.of(ANNA, Kind.PREFERENCES, "key-1", body(255));
    assertEquals(8, id.version());
    assertEquals(2, id.variant());
  }

  @Test
  void aFilingIsReadBackFromTheQueueAsItWasWritten() {
    Filing filing =
        new Filing(
            FilingId.of(ANNA, Kind.PREFERENCES, "key-1", body(1)),
            ANNA,
            Kind.REGISTRATION,
            1,
            2,
            body(1),
            new Grounds("2026.1", 7),
            new byte[] {65},
            "::1");
    Filing read = Filing.decode(filing.encode());
    assertEquals(filing.id(), read.id());
    assertEquals(filing.candidate(), read.candidate());
    assertEquals(Kind.REGISTRATION, read.kind());
    assertEquals(1, read.receivedUs());
    assertEquals(2, read.expectedUs());
    assertArrayEquals(filing.digest(), read.digest());
    assertArrayEquals(filing.content(), read.content());
    assertEquals(new Grounds("2026.1", 7), read.grounds());
    assertEquals("::1", read.source());
  }
}
