package vn.baodanh.load.generator;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts one run of the generator, from its making on. */
final class Tally {
  private static final long HIGHEST_NS = Duration.ofMinutes(5).toNanos();
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Histogram latencyNs = new Histogram(HIGHEST_NS, 3);
  private final long[] byStatus = new long[1000];
  private final long cpuBefore = PROCESS.getProcessCpuTime();
  private final long start = System.nanoTime();
  private long lastAnswer = start;
  private long unanswered;

  void answered(Answer answer, long now) {
    lastAnswer = now;
    latencyNs.recordValue(Math.min(HIGHEST_NS, answer.latencyNs()));
    byStatus[answer.status()]++;
  }

  void unanswered() {
    unanswered++;
  }

  Load load(long unsent) {
    var counted = new TreeMap<Integer, Long>();
    for (int status = 0; status < byStatus.length; status++) {
      if (byStatus[status] > 0) {
        counted.put(status, byStatus[status]);
      }
    }
    return new Load(
        Duration.ofNanos(lastAnswer - start),
        counted,
        unanswered,
        unsent,
        latencyNs,
        Duration.ofNanos(PROCESS.getProcessCpuTime() - cpuBefore));
  }
}
