package vn.baodanh.load.capacity;

import java.time.Duration;
import org.HdrHistogram.Histogram;
import vn.baodanh.load.generator.Load;

/**
 * What one round of filings came to.
 *
 * @param accepted filings answered 202; all were recorded when the round ended
 * @param untilRecorded from the first request until all were recorded
 * @param untilProjected from the first request until all were projected to their institutions too
 * @param service processor time from the first request until all were projected, as for the stores
 * @param generator processor time of this process meanwhile
 */
record Round(
    Load load,
    long accepted,
    Duration untilRecorded,
    Duration untilProjected,
    Duration service,
    Duration postgres,
    Duration redis,
    Duration generator,
    Histogram receiptToRecordedUs) {

  double recordedPerSecond() {
    return accepted * 1e9 / untilRecorded.toNanos();
  }

  double cpuMicrosPerFiling() {
    return perFiling(service) + perFiling(postgres) + perFiling(redis);
  }

  double perFiling(Duration cpu) {
    return cpu.toNanos() / 1e3 / accepted;
  }

  /** Share of the machine that the generator used, and the service could not. */
  double generatorShare(int processors) {
    return (double) generator.toNanos() / load.elapsed().toNanos() / processors;
  }

  double recordedMs(double percentile) {
    return receiptToRecordedUs.getValueAtPercentile(percentile) / 1e3;
  }
}
