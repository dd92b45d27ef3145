package vn.baodanh.load.payments;

import java.io.IOException;
import java.time.Duration;
import vn.baodanh.load.machine.ProcessTime;

/**
 * What one round of complete payments came to.
 *
 * @param cpu processor time of each process meanwhile
 */
record BenchRound(long complete, Duration elapsed, double ipnP50Ms, double ipnP99Ms, Cpu cpu) {
  /** Processor time that each process used so far, or between two moments. */
  record Cpu(
      Duration adapter,
      Duration registration,
      Duration postgres,
      Duration redis,
      Duration platform,
      Duration generator) {
    static Cpu now(PaymentMachine machine, Follower follower) throws IOException {
      return new Cpu(
          ProcessTime.of(machine.adapter().pid()),
          ProcessTime.of(follower.pid()),
          ProcessTime.of(machine.postgres().pid()),
          ProcessTime.of(machine.redis().pid()),
          ProcessTime.of(machine.platform().pid()),
          ProcessHandle.current().info().totalCpuDuration().orElseThrow());
    }

    Cpu minus(Cpu before) {
      return new Cpu(
          adapter.minus(before.adapter),
          registration.minus(before.registration),
          postgres.minus(before.postgres),
          redis.minus(before.redis),
          platform.minus(before.platform),
          generator.minus(before.generator));
    }
  }

  double perSecond() {
    return complete * 1e9 / elapsed.toNanos();
  }

  double micros(Duration time) {
    return time.toNanos() / 1e3 / Math.max(1, complete);
  }

  /** Share of the machine that this process used, and what is measured could not. */
  double generatorShare(int processors) {
    return (double) cpu.generator().toNanos() / elapsed.toNanos() / processors;
  }

  @Override
  public String toString() {
    return """
    %,.0f complete/s; notification answered in ms: p50 %.1f, p99 %.1f
      CPU µs a payment: adapter %.0f, registration-service %.0f, Postgres %.0f, Redis %.0f, platform %.0f, generator %.0f\
    """
        .formatted(
            perSecond(),
            ipnP50Ms,
            ipnP99Ms,
            micros(cpu.adapter()),
            micros(cpu.registration()),
            micros(cpu.postgres()),
            micros(cpu.redis()),
            micros(cpu.platform()),
            micros(cpu.generator()));
  }
}
