package vn.baodanh.load.generator;

import java.time.Duration;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;

/**
 * What one run of the generator saw.
 *
 * @param elapsed from the first request to the last answer
 * @param answered answers by HTTP status
 * @param unanswered requests whose connection was lost, or that were given up
 * @param unsent requests of the open model that found no free connection until the end
 * @param latencyNs of all answers
 * @param cpu of the generator's whole process
 */
public record Load(
    Duration elapsed,
    SortedMap<Integer, Long> answered,
    long unanswered,
    long unsent,
    Histogram latencyNs,
    Duration cpu) {

  public long answeredWith(int status) {
    return answered.getOrDefault(status, 0L);
  }

  public long answers() {
    return latencyNs.getTotalCount();
  }

  public double latencyMs(double percentile) {
    return latencyNs.getValueAtPercentile(percentile) / 1e6;
  }

  public double cpuMicrosPerAnswer() {
    return answers() == 0 ? 0 : cpu.toNanos() / 1e3 / answers();
  }
}
