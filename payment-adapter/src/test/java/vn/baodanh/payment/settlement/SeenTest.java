package vn.baodanh.payment.settlement;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class SeenTest {
  private final Seen seen = new Seen();

  @Test
  void noneOfManyRepeatsAnother() {
    for (int i = 0; i < 300_000; i++) {
      seen.add(false, Integer.toString(14_000_000 + i), "");
    }
    assertFalse(seen.mayRepeat());
    seen.add(false, "14123456", "");
    assertTrue(seen.mayRepeat());
  }

  @Test
  void aRefundIsNoRepetitionOfItsPaymentNorOfAnotherRefund() {
    seen.add(false, "14000001", "");
    seen.add(true, "14000001", "R1");
    seen.add(true, "14000001", "R2");
    seen.add(true, "14000001R", "1");
    assertFalse(seen.mayRepeat());
    seen.add(true, "14000001", "R2");
    assertTrue(seen.mayRepeat());
  }
}
