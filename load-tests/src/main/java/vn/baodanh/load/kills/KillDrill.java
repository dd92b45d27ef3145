package vn.baodanh.load.kills;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import vn.baodanh.load.audit.AnswerLog;
import vn.baodanh.load.audit.Audit;
import vn.baodanh.load.audit.LogCheck;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.candidate.FilingRequest;
import vn.baodanh.load.candidate.PreferenceList;
import vn.baodanh.load.generator.Generator;
import vn.baodanh.load.machine.Machine;
import vn.baodanh.load.machine.Progress;

/**
 * Kills service, Redis and Postgres with SIGKILL, singly and together, at moments drawn from a
 * seed, while many filings are unanswered and unrecorded; starts them again; and audits at the end.
 */
final class KillDrill implements AutoCloseable {
  /** A kill counts only if at least so many requests were unanswered when it struck. */
  static final int UNANSWERED = 100;

  /** And only if at least so many filings were accepted and not yet recorded. */
  static final int UNRECORDED = 1_000;

  /** Between two strikes, so that each finds a system at work. */
  private static final int ANSWERED_BETWEEN = 500;

  private static final int CONNECTIONS = 256;
  private static final int CANDIDATES = 10_000;
  private static final int LONGEST_WAIT_MS = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BACK_WITHIN = Duration.ofSeconds(60);
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(120);

  /** Recording rests between batches, so that there is always much that is not yet recorded. */
  private static final Map<String, String> SLOW_RECORDING =
      Map.of("RECORDING_INTERVAL_MS", "800", "RECORDING_BATCH", "2000", "DRAIN_MS", "2000");

  private final Random random;
  private final Machine machine;
  private final AnswerLog log = new AnswerLog();
  private final StubbornFilings filings;
  private final Generator generator;
  private final CompletableFuture<Void> sending;
  private final Map<Set<Victim>, Integer> counted = new HashMap<>();
  private volatile boolean over;
  private int early;
  private int acceptedAtLastStrike;

  private KillDrill(long seed, Machine machine) throws IOException {
    random = new Random(seed);
    this.machine = machine;
    filings =
        new StubbornFilings(
            new FilingRequest(machine.address()),
            machine.portal().mint(),
            new Crowd("drill"),
            CANDIDATES,
            PreferenceList.random(1_000, random),
            log);
    generator = new Generator(machine.address(), CONNECTIONS, filings, PATIENCE);
    sending =
        inBackground(() -> {
          generator.runWhile(() -> !over);
          return null;
        });
  }

  /** Starts the system and kills until so many kills counted. */
  static Toll run(int kills, long seed) throws IOException, SQLException, InterruptedException {
    var directory = Files.createTempDirectory("baodanh-kills-");
    try (var machine = Machine.start(directory, SLOW_RECORDING, "-Xmx512m");
        var drill = new KillDrill(seed, machine)) {
      while (drill.counted.values().stream().mapToInt(Integer::intValue).sum() < kills) {
        drill.strike();
      }
      drill.settle();
      var toll = drill.toll();
      if (!toll.clean()) {
        System.out.println("Not clean; data and logs are kept in " + machine.keepData());
      }
      return toll;
    }
  }

  private void strike() throws SQLException, InterruptedException {
    var victims = Victim.TOGETHERS.get(random.nextInt(Victim.TOGETHERS.size()));
    filings.press(true);
    boolean counts;
    long unanswered;
    long unrecorded;
    try (var progress = new Progress(machine.jdbcUrl())) {
      awaitPressure(progress);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_WAIT_MS));
      awaitPressure(progress);
      unrecorded = log.size() - progress.recorded();
      unanswered = generator.underWay();
      counts = unrecorded >= UNRECORDED && unanswered >= UNANSWERED;
    }
    acceptedAtLastStrike = log.size();
    kill(victims);
    System.out.printf(
        "%s killed: %d unanswered, %d unrecorded%s%n",
        victims, unanswered, unrecorded, counts ? "" : "; does not count");
    if (counts) {
      counted.merge(victims, 1, Integer::sum);
    } else {
      early++;
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_WAIT_MS));
    filings.press(false);
    bringBack(victims);
  }

  /** Until much is unanswered and unrecorded, and clients were answered since the last strike. */
  private void awaitPressure(Progress progress) throws SQLException, InterruptedException {
    long end = System.nanoTime() + BACK_WITHIN.toNanos();
    while (log.size() - progress.recorded() < UNRECORDED
        || generator.underWay() < UNANSWERED
        || log.size() < acceptedAtLastStrike + ANSWERED_BETWEEN) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "No pressure: %d unanswered, %d accepted, %d recorded, surprises %s"
                .formatted(
                    generator.underWay(), log.size(), progress.recorded(), filings.surprises()));
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** All at the same moment, as far as threads can. */
  private void kill(Set<Victim> victims) {
    var kills = victims.stream().map(victim -> inBackground(() -> kill(victim))).toList();
    kills.forEach(CompletableFuture::join);
  }

  private Void kill(Victim victim) {
    switch (victim) {
      case SERVICE -> machine.service().killHard();
      case REDIS -> machine.redis().killHard();
      case POSTGRES -> machine.postgres().killHard();
    }
    return null;
  }

  /** Stores first, in any order: a service that finds no store when it starts ends. */
  private void bringBack(Set<Victim> victims) throws InterruptedException {
    var order = new ArrayList<>(victims);
    Collections.shuffle(order, random);
    order.sort((one, other) -> Boolean.compare(one == Victim.SERVICE, other == Victim.SERVICE));
    for (var victim : order) {
      switch (victim) {
        case SERVICE -> machine.service().relaunch();
        case REDIS -> machine.redis().restart();
        case POSTGRES -> machine.postgres().restart();
      }
    }
    awaitService();
  }

  private void awaitService() throws InterruptedException {
    long end = System.nanoTime() + BACK_WITHIN.toNanos();
    while (!machine.service().isReady()) {
      if (!machine.service().isAlive()) {
        System.out.println("the service ended by itself; started again");
        machine.service().relaunch();
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The service is not ready in " + BACK_WITHIN);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Until every filing is answered and every accepted one recorded. */
  private void settle() throws SQLException, InterruptedException {
    long end = System.nanoTime() + SETTLED_WITHIN.toNanos();
    try (var progress = new Progress(machine.jdbcUrl())) {
      while (filings.outstanding() > 0 || progress.recorded() < log.size()) {
        if (System.nanoTime() > end) {
          break; // the audit says what is missing
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    over = true;
    sending.join();
    for (int i = filings.outstanding(); i > 0; i--) {
      log.neverAnswered();
    }
  }

  private Toll toll() throws SQLException, IOException, InterruptedException {
    return new Toll(
        counted,
        early,
        filings.repeated(),
        filings.surprises(),
        new Audit(machine.jdbcUrl()).check(log, Instant.EPOCH),
        LogCheck.follow(machine.api()));
  }

  private static CompletableFuture<Void> inBackground(Callable<Void> work) {
    var done = new CompletableFuture<Void>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            done.complete(work.call());
          } catch (Exception failure) {
            done.completeExceptionally(failure);
          }
        });
    return done;
  }

  @Override
  public void close() throws IOException {
    over = true;
    generator.close();
  }

  /** {@code KillDrill KILLS SEED}. */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    var given = List.of(arguments);
    if (given.size() != 2) {
      System.err.println("Arguments: KILLS SEED");
      System.exit(2);
    }
    var toll = run(Integer.parseInt(given.get(0)), Long.parseLong(given.get(1)));
    System.out.println(toll);
    System.exit(toll.clean() ? 0 : 1);
  }
}
