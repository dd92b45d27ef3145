package vn.baodanh.registration.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final UUID ANNA = new UUID(1, 1);

  private static JournaledList list(long seq, boolean applied, String canonical) {
    return new JournaledList(0, seq, ANNA, applied, seq == 1, canonical.getBytes(UTF_8));
  }

  private static Change change(String institution, long seq, String programmes) {
    return new Change(institution, ANNA, seq, programmes);
  }

  @Test
  void aFirstListIsOneChangeForEachInstitutionWithItsProgrammesInOrder() {
    assertEquals(
        List.of(change("BKA", 1, "IT1\nIT2"), change("QHI", 1, "CN1")),
        Changes.of(List.of(list(1, true, "BKA/IT1\nQHI/CN1\nBKA/IT2\n")), Map.of()));
  }

  @Test
  void whatIsDroppedIsStruckAndWhatStaysIsSilent() {
    assertEquals(
        List.of(change("KHA", 2, "7310104"), change("QHI", 2, "")),
        Changes.of(
            List.of(list(2, true, "BKA/IT1\nKHA/7310104\n")),
            Map.of(ANNA, "BKA/IT1\nQHI/CN1\n".getBytes(UTF_8))));
  }

  @Test
  void theOrderOfProgrammesAtOneInstitutionIsAChange() {
    assertEquals(
        List.of(change("BKA", 2, "IT2\nIT1")),
        Changes.of(
            List.of(list(2, true, "BKA/IT2\nBKA/IT1\n")),
            Map.of(ANNA, "BKA/IT1\nBKA/IT2\n".getBytes(UTF_8))));
  }

  @Test
  void whatWasNotAppliedChangesNothing() {
    assertEquals(List.of(), Changes.of(List.of(list(2, false, "QHI/CN1\n")), Map.of()));
  }

  @Test
  void withinOneBatchEachListIsComparedWithTheOneBefore() {
    assertEquals(
        List.of(change("BKA", 1, "IT1"), change("QHI", 2, "CN1"), change("BKA", 2, "")),
        Changes.of(List.of(list(1, true, "BKA/IT1\n"), list(2, true, "QHI/CN1\n")), Map.of()));
  }

  @Test
  void whoFiledTheFirstListInTheSameBatchHadNoneBefore() {
    var first = list(1, true, "BKA/IT1\n");
    var second = list(2, true, "QHI/CN1\n");
    var third = list(3, true, "BKA/IT1\n");
    assertEquals(Map.of(), Changes.seqsWithListsBefore(List.of(first, second)));
    assertEquals(Map.of(ANNA, 2L), Changes.seqsWithListsBefore(List.of(second, third)));
    assertEquals(Map.of(), Changes.seqsWithListsBefore(List.of(list(2, false, "BKA/IT1\n"))));
  }
}
