package vn.baodanh.registration.recording;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vn.baodanh.registration.queue.FilingQueue;
import vn.baodanh.registration.queue.QueueWatch;

/**
 * Looks once a second, on every node, how far recording is behind the queue, and whether the queue
 * still holds what was recorded last. While Postgres is away nothing is recorded, so what it said
 * last still says how far recording is.
 */
public final class Backlog extends VerticleBase {
  private static final long EVERY_MS = 1_000;

  private final Pool pool;
  private final FilingQueue queue;
  private final QueueWatch watch;
  private final Clock clock;
  private final MeterRegistry registry;
  private final Set<Integer> missed = new HashSet<>();
  private Map<Integer, String> recordedTo = Map.of();
  private boolean looking;
  private volatile Duration age = Duration.ZERO;

  public Backlog(
      Pool pool, FilingQueue queue, QueueWatch watch, Clock clock, MeterRegistry registry) {
    this.pool = pool;
    this.queue = queue;
    this.watch = watch;
    this.clock = clock;
    this.registry = registry;
  }

  @Override
  public Future<?> start() {
    Gauge.builder("queue.age", () -> age.toMillis() / 1e3).baseUnit("seconds").register(registry);
    vertx.setPeriodic(EVERY_MS, tick -> look());
    return Journal.positions(pool).onSuccess(positions -> recordedTo = positions);
  }

  /** How long the oldest kept filing has waited to be recorded; as of the last look. */
  public Duration age() {
    return age;
  }

  private void look() {
    if (!looking) {
      looking = true;
      Journal.positions(pool)
          .timeout(EVERY_MS, TimeUnit.MILLISECONDS)
          .onSuccess(positions -> recordedTo = positions)
          .transform(asked -> tails(asked.succeeded()))
          .onComplete(done -> looking = false);
    }
  }

  private Future<?> tails(boolean positionsAreNew) {
    Map<Integer, Future<FilingQueue.Tail>> tails = new HashMap<>();
    recordedTo.forEach((partition, last) ->
        tails.put(partition, Future.fromCompletionStage(queue.tail(partition, last), context)));
    return Future.join(List.copyOf(tails.values()))
        .onSuccess(all -> {
          age = oldest(tails);
          if (positionsAreNew) {
            tails.forEach((partition, tail) -> check(partition, tail.result()));
          }
        });
  }

  private Duration oldest(Map<Integer, Future<FilingQueue.Tail>> tails) {
    Instant now = clock.instant();
    return tails.values().stream()
        .flatMap(tail -> tail.result().oldestWaiting().stream())
        .map(since -> Duration.between(since, now))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /**
   * An owner trims the stream a minute behind what it recorded. Had this node stood still for so
   * long between asking Postgres and asking Redis, it would miss an entry too: only two misses in a
   * row count.
   */
  private void check(int partition, FilingQueue.Tail tail) {
    if (tail.holdsLast()) {
      missed.remove(partition);
    } else if (!missed.add(partition)) {
      watch.declareOlderCopy(partition, recordedTo.getOrDefault(partition, ""));
    }
  }
}
