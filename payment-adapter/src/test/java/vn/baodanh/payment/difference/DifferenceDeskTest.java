package vn.baodanh.payment.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DifferenceDeskTest {
  private static WorklistItem missingThere(long ledgerAmount) {
    return new WorklistItem(
        1,
        DifferenceKind.MISSING_THERE,
        "vnpay",
        "0123456789ABCDEF",
        45_000,
        Optional.empty(),
        ledgerAmount,
        false,
        Optional.empty(),
        "open",
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void whatAPlatformHasNotPaidCanBeWrittenOffButNotWhatItHasNotSentBack() {
    assertEquals(
        List.of(Resolution.EXPLAINED, Resolution.WRITTEN_OFF),
        DifferenceDesk.ways(missingThere(45_000)));
    assertEquals(List.of(Resolution.EXPLAINED), DifferenceDesk.ways(missingThere(-45_000)));
  }
}
