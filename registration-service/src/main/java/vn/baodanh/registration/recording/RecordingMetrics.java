package vn.baodanh.registration.recording;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.baodanh.registration.filing.Outcome;

/** What recording shows of itself. */
public final class RecordingMetrics {
  private final Clock clock;
  private final Map<Outcome, Counter> byOutcome = new EnumMap<>(Outcome.class);
  private final Timer recordedAge;
  private final Counter setAside;

  public RecordingMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    for (Outcome outcome : Outcome.values()) {
      byOutcome.put(outcome, registry.counter("filings.recorded", "outcome", outcome.text()));
    }
    recordedAge = registry.timer("queue.recorded.age");
    setAside = registry.counter("filings.set.aside");
  }

  void recorded(List<Recorded> recorded, long oldestMs) {
    for (Recorded one : recorded) {
      requireNonNull(byOutcome.get(one.outcome())).increment();
    }
    recordedAge.record(Duration.ofMillis(Math.max(0, clock.millis() - oldestMs)));
  }

  void setAside() {
    setAside.increment();
  }
}
