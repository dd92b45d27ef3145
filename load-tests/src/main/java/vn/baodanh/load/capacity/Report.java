package vn.baodanh.load.capacity;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Says what was measured, first for people, then as the one JSON object. */
final class Report {
  private static final int MOST_OTHERS_PERCENT = 10;

  private final int processors = Runtime.getRuntime().availableProcessors();

  void line(String text) {
    System.out.println(text);
  }

  void settings(CapacitySettings settings, String pgbench) {
    line("service: -Xms512m -Xmx512m, all settings as by default; one process, all roles");
    line("yardstick: " + pgbench);
    line(
        "rounds: %d of %d s each, after %d s of warm-up; %,d candidates on file before; %d %% registrations"
            .formatted(
                settings.rounds(),
                settings.seconds(),
                settings.warmUpSeconds(),
                settings.onFile(),
                settings.registrations()));
    line("");
  }

  void round(String name, Round round) {
    var load = round.load();
    line(
        "%s: %,.0f recorded/s of %,d filings; seconds: answered %.2f, recorded %.2f, projected %.2f"
            .formatted(
                name,
                round.recordedPerSecond(),
                round.accepted(),
                load.elapsed().toNanos() / 1e9,
                round.untilRecorded().toNanos() / 1e9,
                round.untilProjected().toNanos() / 1e9));
    line(
        "  answer ms: p50 %.1f, p99 %.1f, p99.9 %.1f, highest %.1f"
            .formatted(
                load.latencyMs(50), load.latencyMs(99), load.latencyMs(99.9), load.latencyMs(100)));
    line(
        "  receipt to recorded ms: p50 %.0f, p99 %.0f, p99.9 %.0f"
            .formatted(round.recordedMs(50), round.recordedMs(99), round.recordedMs(99.9)));
    line(
        "  CPU µs a filing: service %.0f + Postgres %.0f + Redis %.0f = %.0f; generator %.1f"
            .formatted(
                round.perFiling(round.service()),
                round.perFiling(round.postgres()),
                round.perFiling(round.redis()),
                round.cpuMicrosPerFiling(),
                round.perFiling(round.generator())));
    line(
        "  the machine: generator %.0f %%, others (nothing of ours) %.0f %%"
            .formatted(
                100 * round.generatorShare(processors), 100 * round.othersShare(processors)));
    others(round);
  }

  /** What was not answered 202 in a round, and how many requests could not be sent in time. */
  private void others(Round round) {
    long others = round.load().answers() - round.load().answeredWith(202);
    if (others + round.load().unanswered() + round.load().unsent() > 0) {
      line(
          "  NOT ALL ACCEPTED: answers %s, unanswered %d, not sent in time %d"
              .formatted(
                  round.load().answered(), round.load().unanswered(), round.load().unsent()));
    }
  }

  void summary(List<Round> closed, List<Round> open, List<Double> yardsticks, List<Double> queues) {
    line("");
    line("median (lowest–highest) of the rounds");
    line(
        "  accepted and recorded   %s /s"
            .formatted(Spread.of(closed, Round::recordedPerSecond).text(0)));
    line("  pgbench                 %s /s".formatted(Spread.of(yardsticks, x -> x).text(0)));
    line("  ratio                   %.2f".formatted(ratio(closed, yardsticks)));
    line("  XADD, fsync always      %s /s".formatted(Spread.of(queues, x -> x).text(0)));
    line(
        "  CPU a filing            %s µs"
            .formatted(Spread.of(closed, Round::cpuMicrosPerFiling).text(0)));
    line("  closed p50              %s ms".formatted(latency(closed, 50).text(1)));
    line("  closed p99              %s ms".formatted(latency(closed, 99).text(1)));
    line("  closed p99.9            %s ms".formatted(latency(closed, 99.9).text(1)));
    line("  open p50                %s ms".formatted(latency(open, 50).text(1)));
    line("  open p99                %s ms".formatted(latency(open, 99).text(1)));
    line("  open p99.9              %s ms".formatted(latency(open, 99.9).text(1)));
    line("  to recorded p99, closed %s ms".formatted(recorded(closed).text(0)));
    line("  to recorded p99, open   %s ms".formatted(recorded(open).text(0)));
    var others = Spread.of(closed, round -> 100 * round.othersShare(processors));
    line("  others on this machine  %s %%".formatted(others.text(0)));
    if (others.median() > MOST_OTHERS_PERCENT) {
      line("  THE MACHINE WAS NOT LEFT ALONE: these figures say little");
    }
    line("");
  }

  /** All figures are medians of the rounds; receipt to recorded is the worse of the two models. */
  JsonObject figures(List<Round> closed, List<Round> open, List<Double> yardsticks, Heap heap) {
    line(
        "heap: at most %d MB in use, %d MB taken from the machine"
            .formatted(heap.usedMb(), heap.committedMb()));
    return new JsonObject()
        .put("recordedPerSecond", rounded(Spread.of(closed, Round::recordedPerSecond).median(), 0))
        .put("pgbenchPerSecond", rounded(Spread.of(yardsticks, x -> x).median(), 0))
        .put("ratio", rounded(ratio(closed, yardsticks), 2))
        .put(
            "cpuMicrosPerFiling", rounded(Spread.of(closed, Round::cpuMicrosPerFiling).median(), 1))
        .put("closedP99Ms", rounded(latency(closed, 99).median(), 1))
        .put("openP99Ms", rounded(latency(open, 99).median(), 1))
        .put("openP999Ms", rounded(latency(open, 99.9).median(), 1))
        .put(
            "recordedP99Ms",
            rounded(Math.max(recorded(closed).median(), recorded(open).median()), 0))
        .put("heapMb", heap.committedMb())
        .put(
            "generatorCpuShare",
            rounded(Spread.of(closed, round -> round.generatorShare(processors)).median(), 3));
  }

  private static double ratio(List<Round> closed, List<Double> yardsticks) {
    return Spread.of(closed, Round::recordedPerSecond).median()
        / Spread.of(yardsticks, x -> x).median();
  }

  private static Spread latency(List<Round> rounds, double percentile) {
    return Spread.of(rounds, round -> round.load().latencyMs(percentile));
  }

  private static Spread recorded(List<Round> rounds) {
    return Spread.of(rounds, round -> round.recordedMs(99));
  }

  private static double rounded(double value, int decimals) {
    double scale = Math.pow(10, decimals);
    return Math.round(value * scale) / scale;
  }
}
