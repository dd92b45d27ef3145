package vn.baodanh.load.capacity;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import vn.baodanh.load.audit.Audit;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.generator.Pace;
import vn.baodanh.load.machine.Machine;
import vn.baodanh.local.LocalFault;

/**
 * The capacity benchmark: lists, exam registrations or both, in the closed model (64 connections)
 * and in the open model at 70 % of what the closed one reached, beside what pgbench and XADD reach
 * on the same servers in the same run. The last line is one JSON object; what stands before is for
 * people.
 */
public final class Capacity {
  private static final int CLOSED_CONNECTIONS = 64;
  private static final int OPEN_CONNECTIONS = 256;
  private static final double OPEN_SHARE = 0.7;
  private static final int WARM_UP_PER_SECOND = 5_000;
  private static final int LEAST_EXPECTED = 8_000;
  private static final double MORE_THAN_LAST = 1.4;
  private static final String GC_LOG = "-Xlog:gc*:file=%s:uptime:filecount=0";

  private final CapacitySettings settings;
  private final Machine machine;
  private final Path gcLog;
  private final Report report = new Report();

  private Capacity(CapacitySettings settings, Machine machine, Path gcLog) {
    this.settings = settings;
    this.machine = machine;
    this.gcLog = gcLog;
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    try {
      System.exit(run(CapacitySettings.of(List.of(arguments))) ? 0 : 1);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
    } catch (IOException | SQLException | LocalFault failure) {
      System.err.println("The benchmark could not go on: " + failure.getMessage());
    } catch (InterruptedException stopped) {
      System.err.println("The benchmark was stopped");
    }
    System.exit(2);
  }

  private static boolean run(CapacitySettings settings)
      throws IOException, SQLException, InterruptedException {
    var directory = Files.createTempDirectory("baodanh-bench-");
    var gcLog = directory.resolve("gc.log");
    try (var machine =
        Machine.start(directory, Map.of(), "-Xms512m", "-Xmx512m", GC_LOG.formatted(gcLog))) {
      return new Capacity(settings, machine, gcLog).measure();
    }
  }

  private boolean measure() throws IOException, SQLException, InterruptedException {
    var start = Instant.now();
    var pgbench = Pgbench.on(machine.postgres());
    Surroundings.describe(machine, gcLog.resolveSibling("")).forEach(report::line);
    report.settings(settings, pgbench.settings());
    var random = new SplittableRandom(2026);
    if (settings.onFile() > 0) {
      OnFile.add(machine.jdbcUrl(), settings.onFile(), random);
    }
    try (var rounds =
        new Rounds(machine, new Crowd("capacity"), settings.registrations(), random)) {
      var warmUp = closed(rounds, settings.warmUpSeconds(), WARM_UP_PER_SECOND);
      report.round("warm-up", warmUp);
      double rate = warmUp.recordedPerSecond();
      var closed = new ArrayList<Round>();
      var yardsticks = new ArrayList<Double>();
      var queues = new ArrayList<Double>();
      for (int i = 1; i <= settings.rounds(); i++) {
        yardsticks.add(pgbench.run(settings.seconds()));
        report.line("pgbench %d: %,.0f rows/s".formatted(i, yardsticks.getLast()));
        double most = Math.max(LEAST_EXPECTED, rate * MORE_THAN_LAST);
        closed.add(closed(rounds, settings.seconds(), most));
        report.round("closed " + i, closed.getLast());
        rate = Math.max(rate, closed.getLast().recordedPerSecond());
        queues.add(QueueBench.run(machine.redis().url(), (settings.seconds() + 2) / 3));
        report.line("XADD %d: %,.0f entries/s".formatted(i, queues.getLast()));
      }
      double openRate = OPEN_SHARE * Spread.of(closed, Round::recordedPerSecond).median();
      var open = new ArrayList<Round>();
      for (int i = 1; i <= settings.rounds(); i++) {
        open.add(open(rounds, openRate));
        report.round("open %d at %,.0f/s".formatted(i, openRate), open.getLast());
      }
      var findings = new Audit(machine.jdbcUrl()).check(rounds.log(), start);
      rounds.notAccepted().forEach(answer -> report.line("not accepted: " + answer));
      report.line("audit: " + findings);
      report.summary(closed, open, yardsticks, queues);
      JsonObject figures = report.figures(closed, open, yardsticks, Heap.read(gcLog));
      System.out.println(figures.encode());
      return findings.clean();
    }
  }

  private static Round closed(Rounds rounds, int seconds, double mostPerSecond)
      throws IOException, SQLException, InterruptedException {
    int most = (int) (mostPerSecond * seconds);
    return rounds.run(new Pace.Closed(), CLOSED_CONNECTIONS, seconds, most);
  }

  private Round open(Rounds rounds, double perSecond)
      throws IOException, SQLException, InterruptedException {
    int most = (int) Math.ceil(perSecond * settings.seconds());
    return rounds.run(new Pace.Open(perSecond), OPEN_CONNECTIONS, settings.seconds(), most);
  }
}
