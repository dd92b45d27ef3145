package vn.baodanh.local.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PlanTest {
  private static final Map<Fault, Integer> SHARES =
      Map.of(Fault.IPN_LOST, 100, Fault.IPN_LATE, 50, Fault.UNKNOWN_REFERENCE, 200);

  @Test
  void aSeedStrikesTheSamePaymentsAgainAndAnotherSeedOthers() {
    assertEquals(strikes(1), strikes(1));
    assertFalse(strikes(1).equals(strikes(2)));
  }

  @Test
  void eachFaultStrikesItsShare() {
    var lost = strikes(7).stream().filter(faults -> faults.contains(Fault.IPN_LATE)).count();
    assertTrue(lost > 400 && lost < 600, lost + " of 10,000 instead of about 500");
  }

  @Test
  void whatNobodyCouldFindOutIsAlwaysNotified() {
    for (var faults : strikes(7)) {
      assertFalse(faults.containsAll(Set.of(Fault.IPN_LOST, Fault.UNKNOWN_REFERENCE)));
    }
  }

  @Test
  void sharesOfOneKindAreAtMostAThousandOfAThousand() {
    var whole = Map.of(Fault.IPN_LOST, 600, Fault.SUSPICIOUS, 1000, Fault.IPN_LATE, 400);
    assertEquals(1000, new Plan(1, whole).perMille().get(Fault.SUSPICIOUS));
    var more = Map.of(Fault.IPN_LOST, 600, Fault.IPN_LATE, 401);
    assertThrows(IllegalArgumentException.class, () -> new Plan(1, more));
    assertThrows(IllegalArgumentException.class, () -> new Plan(1, Map.of(Fault.QUERY_ERROR, -1)));
  }

  private static List<Set<Fault>> strikes(long seed) {
    var plan = new Plan(seed, SHARES);
    return LongStream.range(0, 10_000).mapToObj(plan::ofPayment).toList();
  }
}
