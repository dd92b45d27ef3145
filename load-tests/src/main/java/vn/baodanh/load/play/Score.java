package vn.baodanh.load.play;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What happened so far, counted by all candidates. */
final class Score {
  final AtomicLong filed = new AtomicLong();
  final AtomicLong recorded = new AtomicLong();
  final AtomicLong refused = new AtomicLong();
  final AtomicLong repeated = new AtomicLong();
  final AtomicLong verified = new AtomicLong();
  final AtomicLong done = new AtomicLong();
  private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();

  /** Something was not as the contract promises; the play goes on and ends in failure. */
  void surprise(String what) {
    surprises.add(what);
  }

  List<String> surprises() {
    return List.copyOf(surprises);
  }

  String line(int candidates) {
    return "%,d of %,d candidates · %,d filed · %,d refused · %,d recorded · %,d receipts verified"
        .formatted(
            done.get(), candidates, filed.get(), refused.get(), recorded.get(), verified.get());
  }
}
