package vn.baodanh.load.windows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.candidate.FilingRequest;
import vn.baodanh.load.candidate.PreferenceList;
import vn.baodanh.load.generator.Generator;
import vn.baodanh.load.generator.Load;
import vn.baodanh.load.generator.Pace;
import vn.baodanh.load.machine.Machine;
import vn.baodanh.load.machine.Progress;
import vn.baodanh.load.play.Api;
import vn.baodanh.load.play.Operators;
import vn.baodanh.local.LocalFault;

/**
 * Two people change the window for preferences while lists are sent at a steady rate to two nodes:
 * the country's is closed at once, department 25 goes on, that of department 33 is hidden. Every
 * receipt time must be on the right side. The last line is one JSON object.
 */
public final class WindowDrill {
  private static final String WINDOW = "2026-preferences";
  private static final String EXTENDED = "25";
  private static final String HIDDEN = "33";

  /** A candidate of each in turn; the empty one has not registered. */
  private static final List<String> DEPARTMENTS = List.of(EXTENDED, HIDDEN, "");

  private static final List<String> EXPECTED =
      List.of("25 taken", "33 taken", "33 refused", "none taken", "none refused");
  private static final int CONNECTIONS = 128;
  private static final int BEFORE_CHANGES_S = 3;
  private static final int WARM_UP_CONNECTIONS = 32;
  private static final int WARM_UP_PER_SECOND = 3_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration RECORDED_WITHIN = Duration.ofSeconds(60);
  private static final Crowd STAFF = new Crowd("operators");
  private static final Crowd CANDIDATES = new Crowd("windows");
  private static final Crowd EARLY = new Crowd("before-windows");

  private final WindowDrillSettings settings;
  private final Machine machine;
  private final List<InetSocketAddress> nodes;
  private final byte[][] tokens;

  private WindowDrill(WindowDrillSettings settings, Machine machine) {
    this.settings = settings;
    this.machine = machine;
    nodes = List.of(machine.address(), machine.addNode());
    int candidates = settings.perSecond() * (settings.seconds() + BEFORE_CHANGES_S);
    tokens = machine.portal().mint().tokens(CANDIDATES, 0, candidates, Instant.now());
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    try {
      System.exit(run(WindowDrillSettings.of(List.of(arguments))) ? 0 : 1);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
    } catch (IOException | SQLException | ExecutionException | LocalFault failure) {
      System.err.println("The drill could not go on: " + failure.getMessage());
    } catch (InterruptedException stopped) {
      System.err.println("The drill was stopped");
    }
    System.exit(2);
  }

  private static boolean run(WindowDrillSettings settings)
      throws IOException, SQLException, ExecutionException, InterruptedException {
    var directory = Files.createTempDirectory("baodanh-windows-");
    var operators = STAFF.subject(0) + "," + STAFF.subject(1);
    try (var machine = Machine.start(directory, Map.of("FIRST_OPERATORS", operators), "-Xmx512m")) {
      return new WindowDrill(settings, machine).drill();
    }
  }

  private boolean drill() throws SQLException, ExecutionException, InterruptedException {
    registerCandidates();
    var early = machine.portal().mint().tokens(EARLY, 0, warmUpLists(), Instant.now());
    var warmUp = tries(early, List.of(""));
    var tries = tries(tokens, DEPARTMENTS);
    try (var threads = Executors.newCachedThreadPool()) {
      for (var warm :
          begun(threads, warmUp, WARM_UP_CONNECTIONS, new Pace.Closed(), settings.warmUp())) {
        warm.get();
      }
      var rate = new Pace.Open((double) settings.perSecond() / nodes.size());
      var length = Duration.ofSeconds(settings.seconds() + BEFORE_CHANGES_S);
      var loads = begun(threads, tries, CONNECTIONS, rate, length);
      TimeUnit.SECONDS.sleep(BEFORE_CHANGES_S);
      changeWindows();
      var measured = new ArrayList<Load>();
      for (var load : loads) {
        measured.add(load.get());
      }
      tries.addAll(warmUp); // judged, too
      return report(measured, tries);
    }
  }

  private int warmUpLists() {
    return Math.toIntExact(WARM_UP_PER_SECOND * settings.warmUp().toSeconds());
  }

  private List<Tries> tries(byte[][] tokens, List<String> departments) {
    var list = PreferenceList.random(1, new SplittableRandom(2026)).getFirst();
    var tries = new ArrayList<Tries>();
    for (int node = 0; node < nodes.size(); node++) {
      var request = new FilingRequest(nodes.get(node));
      tries.add(new Tries(request, tokens, list, departments, node, nodes.size()));
    }
    return tries;
  }

  /** Lists sent to each node. */
  private List<Future<Load>> begun(
      ExecutorService threads, List<Tries> tries, int connections, Pace pace, Duration length) {
    var loads = new ArrayList<Future<Load>>();
    for (int i = 0; i < nodes.size(); i++) {
      var node = nodes.get(i);
      var ofNode = tries.get(i);
      Callable<Load> sending =
          () -> {
            try (var generator = new Generator(node, connections, ofNode, PATIENCE)) {
              generator.connect();
              return generator.run(pace, length);
            }
          };
      loads.add(threads.submit(sending));
    }
    return loads;
  }

  /** As recorded: departments are read from what counts. */
  private void registerCandidates() throws SQLException {
    var issuer = machine.portal().mint().issuer();
    try (var database = database();
        var insert =
            database.prepareStatement(
                """
                INSERT INTO current_filing (candidate_id, kind, last_order_us, order_us, partition, seq, content, department_code)
                VALUES (?, 2, 1, 1, 0, 1, '', ?)
                """)) {
      database.setAutoCommit(false);
      for (int i = 0; i < tokens.length; i++) {
        var department = DEPARTMENTS.get(i % DEPARTMENTS.size());
        if (!department.isEmpty()) {
          insert.setObject(1, Crowd.id(issuer, CANDIDATES.subject(i)));
          insert.setString(2, department);
          insert.addBatch();
        }
      }
      insert.executeBatch();
      database.commit();
    }
  }

  private void changeWindows() {
    var staff = machine.portal().mint().tokens(STAFF, 0, 2, Instant.now());
    try (var api = new Api(machine.api())) {
      var operators =
          new Operators(api, new String(staff[0], ISO_8859_1), new String(staff[1], ISO_8859_1));
      var closes = Instant.now().plus(Duration.ofDays(365)).truncatedTo(ChronoUnit.SECONDS);
      operators.change(
          change("extend").put("department", EXTENDED).put("closes", closes.toString()));
      operators.change(change("hide").put("department", HIDDEN));
      operators.change(change("close"));
    }
    System.out.println("three changes are approved, each by two people; in force in 10 s");
  }

  private static JsonObject change(String action) {
    return new JsonObject()
        .put("action", action)
        .put("window", WINDOW)
        .put("version", 1)
        .put("note", "drill");
  }

  private boolean report(List<Load> loads, List<Tries> tries)
      throws SQLException, InterruptedException {
    var all = tries.stream().flatMap(node -> node.tries().stream()).toList();
    awaitRecorded(all.stream().filter(one -> one.told() instanceof Tries.Told.Taken).count());
    long answers = loads.stream().mapToLong(Load::answers).sum();
    double seconds = loads.stream().mapToLong(l -> l.elapsed().toNanos()).max().orElse(1) / 1e9;
    // Both loads are of this one process, so either tells the processor time of both.
    double share =
        loads.getFirst().cpu().toNanos()
            / 1e9
            / seconds
            / Runtime.getRuntime().availableProcessors();
    try (var database = database()) {
      var verdict = Verdict.of(all, database);
      System.out.printf(
          "%,d answers in %.1f s on two nodes: %,.0f/s of %,d/s asked for; the generator took %.0f"
              + " %% of the machine%n",
          answers, seconds, answers / seconds, settings.perSecond(), share * 100);
      verdict.counts().forEach((what, count) -> System.out.printf("  %-14s %,d%n", what, count));
      System.out.printf("  %-14s %,d%n", "come again", verdict.later());
      System.out.printf(
          "  %,d of them within 1 s of one of %d changes%n", verdict.close(), verdict.changes());
      verdict.misjudged().stream().limit(20).forEach(one -> System.out.println("  WRONG " + one));
      boolean holds = verdict.holds(EXPECTED);
      System.out.println(
          new JsonObject()
              .put("askedPerSecond", settings.perSecond())
              .put("perSecond", Math.round(answers / seconds))
              .put("changes", verdict.changes())
              .put("withinASecondOfAChange", verdict.close())
              .put("comeAgain", verdict.later())
              .put("misjudged", verdict.misjudged().size())
              .put("journaledOutside", verdict.journaledOutside())
              .put("lost", verdict.lost())
              .put("generatorCpuShare", Math.round(share * 1000) / 1000.0)
              .put("holds", holds)
              .encode());
      return holds;
    }
  }

  private void awaitRecorded(long taken) throws SQLException, InterruptedException {
    long end = System.nanoTime() + RECORDED_WITHIN.toNanos();
    try (var progress = new Progress(machine.jdbcUrl())) {
      while (progress.recorded() < taken && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private Connection database() throws SQLException {
    return DriverManager.getConnection(machine.jdbcUrl());
  }
}
