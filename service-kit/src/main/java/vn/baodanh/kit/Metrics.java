package vn.baodanh.kit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Where a service's measurements are kept, and the Vert.x that reports its pools to it. */
public final class Metrics {

  private static final long LAG_PERIOD_MS = 100;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /**
   * Creates the process's Vert.x, with native transport where there is one. Of Vert.x's own
   * measurements only those of pools are on: the others cost more per request than they tell.
   *
   * @param eventLoops how many, at least 1
   */
  public Vertx vertx(int eventLoops) {
    var measured = new MicrometerMetricsOptions().setEnabled(true);
    for (var domain : MetricsDomain.values()) {
      if (domain != MetricsDomain.NAMED_POOLS) {
        measured.addDisabledMetricsCategory(domain);
      }
    }
    var options =
        new VertxOptions()
            .setEventLoopPoolSize(eventLoops)
            .setPreferNativeTransport(true)
            .setMetricsOptions(measured);
    return Vertx.builder()
        .with(options)
        .withMetrics(new MicrometerMetricsFactory(registry))
        .build();
  }

  /**
   * Measures how late the event loop of this context runs its timers: gauge {@code
   * event_loop_lag_seconds}.
   */
  public void watch(Vertx vertx, Context context, String loop) {
    var lagNs = new AtomicLong();
    Gauge.builder("event.loop.lag", () -> lagNs.get() / 1e9)
        .baseUnit("seconds")
        .tag("loop", loop)
        .register(registry);
    context.runOnContext(start -> {
      var last = new AtomicLong(System.nanoTime());
      vertx.setPeriodic(
          LAG_PERIOD_MS,
          timer -> {
            long now = System.nanoTime();
            long late = now - last.getAndSet(now) - TimeUnit.MILLISECONDS.toNanos(LAG_PERIOD_MS);
            lagNs.set(Math.max(0, late));
          });
    });
  }
}
