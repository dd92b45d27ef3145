package vn.baodanh.load.payments;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Lives a tale: asks for the bill and for attempts, and does at the platform as it is told. */
final class Payer {
  /** A payer whose way to the platform took too long tries again. */
  private static final int MOST_ATTEMPTS = 5;

  private final Adapter adapter;
  private final PlatformClient platform;
  private final AtomicLong twice = new AtomicLong();

  Payer(Adapter adapter, PlatformClient platform) {
    this.adapter = adapter;
    this.platform = platform;
  }

  /** Bills on which two attempts were paid. */
  long twice() {
    return twice.get();
  }

  void live(Tale tale) {
    var bill = Adapter.bill(tale.bill(), tale.candidate(), tale.preferences());
    adapter.create(bill);
    switch (tale.story()) {
      case PAYS -> pay(tale, "first");
      case CANCELS_THEN_PAYS -> {
        platform.visit(adapter.attempt(tale.bill(), "cancelled"), "cancel", before(tale));
        pay(tale, "second");
      }
      case DECLINED_THEN_PAYS -> {
        platform.visit(adapter.attempt(tale.bill(), "declined"), "fail", before(tale));
        pay(tale, "second");
      }
      case PAYS_TWICE -> {
        var one = adapter.attempt(tale.bill(), "one");
        var other = adapter.attempt(tale.bill(), "other");
        var first = platform.visit(one, "pay", tale.faults());
        var second = platform.visit(other, "pay", Set.of());
        if (first.equals("paid") && second.equals("paid")) {
          twice.incrementAndGet();
        }
      }
      case NEVER_ARRIVES -> adapter.attempt(tale.bill(), "only");
      case CANCELS -> platform.visit(adapter.attempt(tale.bill(), "only"), "cancel", Set.of());
      case PAYS_THE_OLD_BILL -> payOldBill(tale, tale.preferences());
      case PAYS_TOO_LITTLE_ON_THE_OLD_BILL -> payOldBill(tale, tale.preferences() + 1);
    }
  }

  /** What may go wrong with the attempt before: its news comes after those of the second. */
  private static Set<String> before(Tale tale) {
    return tale.preferences() % 3 == 0 ? Set.of("ipn-late") : Set.of();
  }

  private void payOldBill(Tale tale, int preferences) {
    var url = adapter.attempt(tale.bill(), "only");
    adapter.create(
        Adapter.bill(tale.nextBill(), tale.candidate(), preferences)
            .put("supersedes", tale.bill().toString()));
    platform.visit(url, "pay", tale.faults());
  }

  private void pay(Tale tale, String key) {
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      var outcome = platform.visit(adapter.attempt(tale.bill(), key + i), "pay", tale.faults());
      if (!outcome.equals("expired") && !outcome.equals("error 11")) {
        return;
      }
    }
  }
}
