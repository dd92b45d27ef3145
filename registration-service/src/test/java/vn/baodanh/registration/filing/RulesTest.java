package vn.baodanh.registration.filing;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RulesTest {
  /** As 2026, with at most 3 instead of 15 so that the table stays readable. */
  private static final Rules AT_MOST_3 = new Rules("2026", "test", 3);

  private static final Set<String> EXISTING = Set.of("BKA/IT1", "BKA/IT2", "QHI/CN1", "KHA/IT1");

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # list filed                       | verdict
          BKA/IT1                            | allowed
          BKA/IT1 BKA/IT2 QHI/CN1            | allowed
          BKA/IT1 KHA/IT1                    | allowed
          BKA/IT1 BKA/IT2 QHI/CN1 KHA/IT1    | too-many at /preferences
          BKA/IT1 BKA/IT1                    | duplicate at /preferences/1
          BKA/IT1 QHI/CN1 BKA/IT1            | duplicate at /preferences/2
          BKA/IT1 BKA/IT1 BKA/IT1            | duplicate at /preferences/1, duplicate at /preferences/2
          BKA/CN1                            | unknown-programme at /preferences/0
          BKA/IT1 XXX/IT1                    | unknown-programme at /preferences/1
          BKA/it1                            | unknown-programme at /preferences/0
          XXX/A XXX/A                        | unknown-programme at /preferences/0, duplicate at /preferences/1
          """)
  void aListIsJudgedByTheSeasonsRules(String filed, String verdict) {
    var list = new PreferenceList(Arrays.stream(filed.split(" +")).map(RulesTest::ref).toList());

    var faults =
        AT_MOST_3.judge(
            list, (institution, programme) -> EXISTING.contains(institution + "/" + programme));

    var said =
        faults.stream()
            .map(fault -> fault.code() + " at " + fault.pointer())
            .collect(joining(", "));
    assertEquals(verdict, said.isEmpty() ? "allowed" : said);
  }

  @Test
  void aFaultTellsTheCandidateWhichPreferenceIsMeantCountingFromOne() {
    var list = new PreferenceList(IntStream.of(1, 2, 1).mapToObj(n -> ref("BKA/IT" + n)).toList());
    var fault = AT_MOST_3.judge(list, (institution, programme) -> true).getFirst();
    assertEquals("Nguyện vọng 3 trùng với nguyện vọng 1.", fault.vietnamese());
    assertEquals("Preference 3 repeats preference 1.", fault.english());
  }

  @Test
  void noMoreThanTwentyFaultsAreListed() {
    var list = new PreferenceList(IntStream.range(0, 300).mapToObj(n -> ref("XXX/A" + n)).toList());
    var faults = AT_MOST_3.judge(list, (institution, programme) -> false);
    assertEquals(20, faults.size());
    assertTrue(faults.getFirst().code().equals("too-many"));
  }

  private static ProgrammeRef ref(String text) {
    var codes = text.split("/");
    return new ProgrammeRef(codes[0], codes[1]);
  }
}
