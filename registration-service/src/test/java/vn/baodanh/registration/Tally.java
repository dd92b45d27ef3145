package vn.baodanh.registration;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How often what came up, counted by several threads. */
final class Tally {
  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
  private final AtomicInteger taken = new AtomicInteger();

  void count(String what) {
    counts.computeIfAbsent(what, unseen -> new LongAdder()).increment();
  }

  void countTaken(String what) {
    count(what);
    taken.incrementAndGet();
  }

  /** How many filings were taken. */
  int taken() {
    return taken.get();
  }

  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", ", taken + " taken; ", ""));
  }
}
