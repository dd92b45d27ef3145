package vn.baodanh.registration.filing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.baodanh.registration.season.RulesFile;

/** What the tables of rules do not show: words for people, and bounds. */
final class RulesTest {
  private static final Rules RULES = RulesFile.read("2026");

  @Test
  void aFaultTellsTheCandidateWhichPreferenceIsMeantCountingFromOne() {
    var fault = RULES.judge(list(1, 2, 1), RulesTest::everything).getFirst();
    assertEquals("Nguyện vọng 3 trùng với nguyện vọng 1.", fault.vietnamese());
    assertEquals("Preference 3 repeats preference 1.", fault.english());
  }

  @Test
  void noMoreThanTwentyFaultsAreListed() {
    var list = list(IntStream.range(0, 300).toArray());
    var faults = RULES.judge(list, (institution, programme) -> Optional.empty());
    assertEquals(20, faults.size());
    assertTrue(faults.getFirst().code().equals("too-many"));
  }

  @Test
  void noMoreThanTwentyFaultsAreListedOfPreferencesWithSeveralFaultsEach() {
    var named = new Preference(new ProgrammeRef("XXX", "A"), "100", "A00");
    var list =
        new PreferenceList(
            IntStream.range(0, 15)
                .mapToObj(n -> new Preference(new ProgrammeRef("XXX", "A" + n), "100", "A00"))
                .toList());
    var faults = RULES.judge(list, (institution, programme) -> Optional.empty());
    assertEquals(20, faults.size());
    assertEquals(
        3, RULES.judge(new PreferenceList(List.of(named)), (i, p) -> Optional.empty()).size());
  }

  private static PreferenceList list(int... programmes) {
    return new PreferenceList(
        IntStream.of(programmes).mapToObj(n -> Preference.of("BKA", "IT" + n)).toList());
  }

  private static Optional<Programmes.Offered> everything(String institution, String programme) {
    return Optional.of(new Programmes.Offered("7480101", Set.of(), Set.of()));
  }
}
