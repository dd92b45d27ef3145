package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * The secret shared with VNPAY is changed while payers pay: at one node after the other, and at the
 * platform in between.
 */
class RotationIT {
  private static final String OLD = VnpaySays.SECRET;
  private static final String NEW = "the next secret of VNPAY";

  private final AtomicReference<String> platforms = new AtomicReference<>(OLD);
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger forged = new AtomicInteger();
  private final List<String> paid = new ArrayList<>();

  @Test
  void noNotificationIsRefusedAndNoneCountsTwiceWhileTheSecretIsChanged() {
    try (Stack stack = new Stack("rotation_it")) {
      AtomicReference<Node> serving = new AtomicReference<>(stack.node("VNPAY_SECRET", OLD));
      CompletableFuture<Void> payers = CompletableFuture.runAsync(() -> pay(serving));
      for (String[] secrets :
          List.of(
              new String[] {"VNPAY_SECRET", OLD, "VNPAY_OTHER_SECRET", NEW},
              new String[] {"VNPAY_SECRET", NEW, "VNPAY_OTHER_SECRET", OLD},
              new String[] {"VNPAY_SECRET", NEW})) {
        awaitMore();
        serving.set(stack.node(secrets));
        awaitMore();
        platforms.set(NEW); // the first of these nodes knows both
      }
      awaitMore();
      over.set(true);
      payers.join();
      assertEquals(0, forged.get());
      assertEquals(paid.size(), stack.count("SELECT count(*) FROM bill WHERE state = 'settled'"));
      assertEquals(paid.size() * 15_000L, stack.count("SELECT sum(amount) FROM ledger_entry"));
      String late = VnpaySays.signed(VnpaySays.fields("X", 15_000, "1", "00", "00"), OLD);
      assertEquals("97", code(serving.get(), late));
    }
  }

  /** One after the other, each notified twice, the second time signed as the first. */
  private void pay(AtomicReference<Node> serving) {
    for (int i = 0; !over.get(); i++) {
      Node node = serving.get();
      UUID bill = UUID.randomUUID();
      node.post("/v1/bills", Bodies.bill(bill, UUID.randomUUID(), "BKA", 15_000)).expect(201);
      String reference = node.attempt(bill, "key-00000001").text("reference");
      String number = Integer.toString(44_000_000 + i);
      String query =
          VnpaySays.signed(
              VnpaySays.fields(reference, 15_000, number, "00", "00"), platforms.get());
      expect("00", code(node, query));
      expect("02", code(serving.get(), query));
      synchronized (paid) {
        paid.add(reference);
      }
    }
  }

  private void expect(String expected, String code) {
    if (code.equals("97")) {
      forged.incrementAndGet();
    }
    assertEquals(expected, code);
  }

  private void awaitMore() {
    int enough = count() + 10;
    Stack.eventually("payments go on", () -> count() >= enough);
  }

  private int count() {
    synchronized (paid) {
      return paid.size();
    }
  }

  private static String code(Node node, String query) {
    return node.ask("/v1/platforms/vnpay/ipn?" + query).join().expect(200).text("RspCode");
  }
}
