package vn.baodanh.registration.recording;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import vn.baodanh.registration.filing.Outcome;

/** What recording shows of itself. */
public final class RecordingMetrics {
  private final Clock clock;
  private final Map<Outcome, Counter> byOutcome = new EnumMap<>(Outcome.class);
  private final Timer recordedAge;
  private final Counter setAside;
  private final List<AtomicLong> ageMs;

  public RecordingMetrics(MeterRegistry registry, Clock clock, int partitions) {
    this.clock = clock;
    for (Outcome outcome : Outcome.values()) {
      byOutcome.put(outcome, registry.counter("filings.recorded", "outcome", outcome.text()));
    }
    recordedAge = registry.timer("queue.recorded.age");
    setAside = registry.counter("filings.set.aside");
    ageMs =
        IntStream.range(0, partitions)
            .mapToObj(p -> {
              AtomicLong age = new AtomicLong();
              Gauge.builder("queue.age.ms", age::get).tag("partition", "" + p).register(registry);
              return age;
            })
            .toList();
  }

  /**
   * How old the oldest entry of the last batches was when it was recorded, over all partitions of
   * this node.
   */
  public Duration queueAge() {
    long oldest = 0;
    for (AtomicLong one : ageMs) {
      oldest = Math.max(oldest, one.get());
    }
    return Duration.ofMillis(oldest);
  }

  void recorded(int partition, List<Recorded> recorded, long oldestMs) {
    for (Recorded one : recorded) {
      requireNonNull(byOutcome.get(one.outcome())).increment();
    }
    long old = Math.max(0, clock.millis() - oldestMs);
    ageMs.get(partition).set(old);
    recordedAge.record(Duration.ofMillis(old));
  }

  void caughtUp(int partition) {
    ageMs.get(partition).set(0);
  }

  void setAside(int partition) {
    setAside.increment();
  }
}
