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
 * @param everything processor time that the machine spent meanwhile
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
    Duration everything,
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

  /** Share of the machine that was spent on nothing of ours: above a few percent, measure again. */
  double othersShare(int processors) {
    var others = everything.minus(service).minus(postgres).minus(redis).minus(generator);
    return (double) others.toNanos() / untilProjected.toNanos() / processors;
  }

  double recordedMs(double percentile) {
    return receiptToRecordedUs.getValueAtPercentile(percentile) / 1e3;
  }
}
