package vn.baodanh.load.pull;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.capacity.Heap;
import vn.baodanh.load.capacity.Surroundings;
import vn.baodanh.load.machine.Machine;
import vn.baodanh.local.LocalFault;

/**
 * The benchmark of pulls: the largest institution pulls its whole feed beside COPY of the same
 * lines, then catches up after changes. The last line is one JSON object.
 */
public final class PullBench {
  private static final int LATE = 1_000;
  private static final long SEED = 2026;
  private static final String GC_LOG = "-Xlog:gc*:file=%s:uptime:filecount=0";

  private final PullSettings settings;
  private final Machine machine;
  private final FeedTable table;
  private final Path gcLog;

  private PullBench(PullSettings settings, Machine machine, FeedTable table, Path gcLog) {
    this.settings = settings;
    this.machine = machine;
    this.table = table;
    this.gcLog = gcLog;
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    try {
      run(PullSettings.of(List.of(arguments)));
      System.exit(0);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
    } catch (IOException | SQLException | LocalFault failure) {
      System.err.println("The benchmark could not go on: " + failure.getMessage());
    } catch (InterruptedException stopped) {
      System.err.println("The benchmark was stopped");
    }
    System.exit(2);
  }

  private static void run(PullSettings settings)
      throws IOException, SQLException, InterruptedException {
    var directory = Files.createTempDirectory("baodanh-bench-");
    var gcLog = directory.resolve("gc.log");
    var environment = Map.of("PULLS_PER_MINUTE", "100000");
    try (var machine = Machine.start(directory, environment, "-Xmx256m", GC_LOG.formatted(gcLog));
        var table = new FeedTable(machine.jdbcUrl())) {
      new PullBench(settings, machine, table, gcLog).measure();
    }
  }

  private void measure() throws IOException, SQLException, InterruptedException {
    Surroundings.describe(machine, gcLog.resolveSibling("")).forEach(System.out::println);
    load();
    String institution = table.largest();
    table.plans(institution).forEach(System.out::println);
    var officer = new Crowd("officer");
    var mint = machine.portal().mint();
    table.grant(Crowd.id(mint.issuer(), officer.subject(0)), officer.subject(0), institution);
    var token = new String(mint.tokens(officer, 0, 1, Instant.now())[0], ISO_8859_1);
    try (var reader = new Reader(machine.api(), institution, token)) {
      firstPull(reader);
      var copies = new ArrayList<Double>();
      var pulls = new ArrayList<Reader.Pulled>();
      for (int round = 0; round <= settings.rounds(); round++) {
        double copied = table.copiedPerSecond(institution);
        reader.fromTheBeginning();
        var pulled = reader.pull();
        System.out.printf(
            "%s: COPY %,.0f lines/s; %s%n", round == 0 ? "warm-up" : round, copied, pulled);
        if (round > 0) {
          copies.add(copied);
          pulls.add(pulled);
        }
      }
      double catchUpMs = catchUp(reader, institution);
      System.out.println(figures(copies, pulls, catchUpMs, Heap.read(gcLog)).encode());
    }
  }

  private void load() throws SQLException, InterruptedException {
    allowMuchWal();
    long start = System.nanoTime();
    long preferences = new Population(machine.jdbcUrl(), settings.candidates(), SEED).load();
    System.out.printf(
        "loaded %,d candidates with %,d preferences in %.0f s%n",
        settings.candidates(), preferences, (System.nanoTime() - start) / 1e9);
  }

  /** Else loading is mostly checkpoints. */
  private void allowMuchWal() throws SQLException {
    try (var superuser = machine.postgres().superuser();
        var statement = superuser.createStatement()) {
      statement.execute("ALTER SYSTEM SET max_wal_size = '16GB'");
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  /** As soon as the reader may: a node looks every second who may do what. */
  static Reader.Pulled firstPull(Reader reader) throws IOException, InterruptedException {
    for (int tries = 300; ; tries--) {
      try {
        return reader.pull();
      } catch (IOException notYet) {
        if (tries == 0) {
          throw notYet;
        }
        Thread.sleep(100);
      }
    }
  }

  /** From the last answer to who files until the reader has every change. */
  private double catchUp(Reader reader, String institution)
      throws IOException, InterruptedException {
    var late = new Latecomers(machine.api(), machine.portal().mint(), LATE, institution);
    late.file();
    long answered = System.nanoTime();
    long lines = 0;
    double lastPullMs = 0;
    while (lines < LATE) {
      var pulled = reader.pull();
      lines += pulled.lines();
      lastPullMs = pulled.lines() > 0 ? pulled.seconds() * 1e3 : lastPullMs;
    }
    double ms = (System.nanoTime() - answered) / 1e6;
    System.out.printf(
        "%,d changes read %.0f ms after the last filing was answered; the last pull took %.0f ms%n",
        lines, ms, lastPullMs);
    return ms;
  }

  private static JsonObject figures(
      List<Double> copies, List<Reader.Pulled> pulls, double catchUpMs, Heap heap) {
    double copied = median(copies);
    double pulled = median(pulls.stream().map(Reader.Pulled::linesPerSecond).toList());
    double firstByteMs = pulls.stream().mapToDouble(Reader.Pulled::firstByteMs).max().orElse(0);
    System.out.printf(
        "heap: at most %d MB in use, %d MB taken from the machine%n",
        heap.usedMb(), heap.committedMb());
    return new JsonObject()
        .put("rowsPerSecond", Math.round(pulled))
        .put("copyRowsPerSecond", Math.round(copied))
        .put("ratio", Math.round(100 * pulled / copied) / 100.0)
        .put("firstByteMs", Math.round(firstByteMs))
        .put("catchUpMs", Math.round(catchUpMs))
        .put("heapMb", heap.committedMb());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted(Comparator.naturalOrder()).toList().get(values.size() / 2);
  }
}
