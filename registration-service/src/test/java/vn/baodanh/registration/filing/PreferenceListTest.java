package vn.baodanh.registration.filing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreferenceListTest {
  private static final PreferenceList TWO =
      new PreferenceList(List.of(Preference.of("BKA", "IT1"), Preference.of("QHI", "Kếtoán")));

  @Test
  void theCanonicalFormIsOneLinePerPreference() {
    assertEquals("BKA/IT1\nQHI/Kếtoán\n", new String(TWO.canonical(), UTF_8));
    assertEquals(TWO, PreferenceList.ofCanonical(TWO.canonical()));
    assertTrue(PreferenceList.isCanonical(TWO.canonical()));
  }

  @Test
  void methodAndSubjectGroupFollowTheProgrammeWhereTheyAreNamed() {
    var it1 = new ProgrammeRef("BKA", "IT1");
    var list =
        new PreferenceList(
            List.of(
                new Preference(it1, "100", "A00"),
                new Preference(it1, "301", ""),
                new Preference(it1, "", "A00"),
                new Preference(it1, "", "")));
    var canonical = "BKA/IT1/100/A00\nBKA/IT1/301/\nBKA/IT1//A00\nBKA/IT1\n";
    assertEquals(canonical, new String(list.canonical(), UTF_8));
    assertEquals(list, PreferenceList.ofCanonical(list.canonical()));
    assertTrue(PreferenceList.isCanonical(list.canonical()));
  }

  /** {@code printf 'preferences\nBKA/IT1\nQHI/Kếtoán\n' | sha256sum} */
  @Test
  void theDigestCanBeComputedByAnyone() {
    assertEquals(DIGEST, HexFormat.of().formatHex(TWO.digest()));
  }

  private static final String DIGEST =
      "41305801d8b296bf35fb7e8eee71a420d24dcf9c91150dffd37cbab50e673d3b";

  @Test
  void anotherOrderIsAnotherDigest() {
    var reversed = new PreferenceList(TWO.preferences().reversed());
    assertNotEquals(
        HexFormat.of().formatHex(TWO.digest()), HexFormat.of().formatHex(reversed.digest()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "BKA",
        "BKA/IT1",
        "BKA\n",
        "BKAIT1\nQHI/CN1\n",
        "/IT1\n",
        "BKA/\n",
        "BKA/A/B\n",
        "BKA/A//\n",
        "BKA/A/100/A00/\n",
        "BKA//100/A00\n",
        "/A/100/A00\n"
      })
  void whatIsNotCanonicalIsNotReadBack(String text) {
    assertFalse(PreferenceList.isCanonical(text.getBytes(UTF_8)));
    assertThrows(
        IllegalArgumentException.class, () -> PreferenceList.ofCanonical(text.getBytes(UTF_8)));
  }
}
