package vn.baodanh.load.payments;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import vn.baodanh.load.generator.Generator;
import vn.baodanh.local.LocalFault;

/**
 * Measures complete payments: a bill and an attempt asked for as registration-service asks, paid at
 * the platform, notified, recorded, told, and taken in by registration-service, where the bill is
 * paid and its candidate told. Its last line is one JSON object.
 */
final class PaymentBench {
  private static final int CONNECTIONS = 32;
  private static final int VISITS_AT_ONCE = 200;

  /** What comes within it is one request of the generator's, which is not what is measured. */
  private static final long VISIT_EVERY_MS = 10;

  private static final long FOLLOW_EVERY_MS = 20;
  private static final int MOST_PREFERENCES = 15;

  /** More than there can be. */
  private static final int BILLS_A_SECOND = 2_500;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration ENDED_WITHIN = Duration.ofSeconds(30);

  private final BenchSettings settings;
  private final PaymentMachine machine;
  private final Follower follower;
  private final PlatformClient platform;
  private final PaymentFlow flow;
  private volatile long end = Long.MAX_VALUE;

  private PaymentBench(
      BenchSettings settings,
      PaymentMachine machine,
      Follower follower,
      PlatformClient platform,
      List<Follower.Bill> bills) {
    this.settings = settings;
    this.machine = machine;
    this.follower = follower;
    this.platform = platform;
    flow =
        new PaymentFlow(
            "127.0.0.1:" + machine.port(),
            machine.key().token(CallerKey.ISSUER, "registration"),
            settings.open(),
            bills);
  }

  public static void main(String[] arguments) {
    try {
      System.exit(run(BenchSettings.of(List.of(arguments))) ? 0 : 1);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
    } catch (IOException | SQLException | ExecutionException | LocalFault failure) {
      System.err.println("The benchmark could not go on: " + failure.getMessage());
    } catch (InterruptedException stopped) {
      System.err.println("The benchmark was stopped");
    }
    System.exit(2);
  }

  private static boolean run(BenchSettings settings)
      throws IOException, SQLException, ExecutionException, InterruptedException {
    var directory = Files.createTempDirectory("baodanh-bench-");
    try (var machine = PaymentMachine.start(directory, 1, Map.of(), "-Xmx512m");
        var platform = new PlatformClient(machine.platformAddress())) {
      var follower = machine.follower();
      int seconds = settings.warmUpSeconds() + settings.rounds() * settings.seconds();
      var bills = bills(seconds * BILLS_A_SECOND);
      follower.add(bills);
      return new PaymentBench(settings, machine, follower, platform, bills).measure();
    }
  }

  private static List<Follower.Bill> bills(int count) {
    var random = new SplittableRandom(2026);
    return Stream.generate(
            () -> new Follower.Bill(id(random), id(random), 1 + random.nextInt(MOST_PREFERENCES)))
        .limit(count)
        .toList();
  }

  private static UUID id(SplittableRandom random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private boolean measure()
      throws IOException, SQLException, ExecutionException, InterruptedException {
    System.out.printf(
        "%d processors; %d rounds of %d s after %d s of warm-up; at most %d payments open%n",
        Runtime.getRuntime().availableProcessors(),
        settings.rounds(),
        settings.seconds(),
        settings.warmUpSeconds(),
        settings.open());
    var rounds = new ArrayList<BenchRound>();
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
      var work =
          List.<Callable<Void>>of(this::ask, this::visit, this::follow).stream()
              .map(threads::submit)
              .toList();
      System.out.println("warm-up: " + round(settings.warmUpSeconds()));
      for (int i = 1; i <= settings.rounds(); i++) {
        rounds.add(round(settings.seconds()));
        System.out.println(i + ": " + rounds.getLast());
      }
      flow.beginNoMore();
      end = System.nanoTime() + ENDED_WITHIN.toNanos();
      for (var one : work) {
        one.get();
      }
    }
    return report(rounds);
  }

  private BenchRound round(int seconds) throws IOException, InterruptedException {
    platform.forgetNotices();
    var cpu = BenchRound.Cpu.now(machine, follower);
    long ended = flow.ended();
    long start = System.nanoTime();
    TimeUnit.SECONDS.sleep(seconds);
    var elapsed = Duration.ofNanos(System.nanoTime() - start);
    var notices = platform.notices();
    return new BenchRound(
        flow.ended() - ended,
        elapsed,
        notices.getDouble("p50Ms"),
        notices.getDouble("p99Ms"),
        BenchRound.Cpu.now(machine, follower).minus(cpu));
  }

  /** Until everything that was begun has ended, or took too long. */
  private boolean goesOn() {
    return end == Long.MAX_VALUE || flow.begun() > flow.ended() && System.nanoTime() < end;
  }

  private Void ask() throws IOException {
    var address = new InetSocketAddress("127.0.0.1", machine.port());
    try (var generator = new Generator(address, CONNECTIONS, flow, PATIENCE)) {
      generator.runWhile(this::goesOn);
    }
    return null;
  }

  /** Payers go where they were sent, and pay at once. */
  private Void visit() throws InterruptedException {
    while (goesOn()) {
      var urls = flow.visits(VISITS_AT_ONCE);
      if (!urls.isEmpty()) {
        platform.payAll(urls);
      }
      if (urls.size() < VISITS_AT_ONCE) {
        TimeUnit.MILLISECONDS.sleep(VISIT_EVERY_MS);
      }
    }
    return null;
  }

  /** Nothing but settled bills is told here: how far registration-service has read is how many. */
  private Void follow() throws SQLException, InterruptedException {
    try (var database = follower.connect()) {
      long position = 0;
      while (goesOn()) {
        long now = Follower.position(database);
        flow.settled(now - position);
        position = now;
        TimeUnit.MILLISECONDS.sleep(FOLLOW_EVERY_MS);
      }
    }
    return null;
  }

  private boolean report(List<BenchRound> rounds) throws SQLException {
    var findings =
        MoneyAudit.check(
            AdapterBooks.read(machine.jdbcUrl()), platform.payments(), platform.refunds());
    System.out.println("audit:\n" + findings);
    var surprises = flow.surprises();
    long unfinished = flow.begun() - flow.ended();
    if (unfinished > 0) {
      System.out.println("UNFINISHED " + unfinished);
    }
    boolean isAllPaid = follower.paid() == flow.ended() && !flow.hasAskedForAll();
    if (!isAllPaid) {
      System.out.printf(
          "WRONG %d bills are paid at registration-service, %d were settled%n",
          follower.paid(), flow.ended());
    }
    surprises.stream().limit(5).forEach(answer -> System.out.println("SURPRISE " + answer));
    int processors = Runtime.getRuntime().availableProcessors();
    System.out.println(
        new JsonObject()
            .put("completePerSecond", Math.round(median(rounds, BenchRound::perSecond)))
            .put("ipnP99Ms", median(rounds, BenchRound::ipnP99Ms))
            .put(
                "generatorCpuShare",
                Math.round(1000 * median(rounds, round -> round.generatorShare(processors)))
                    / 1000.0)
            .encode());
    return findings.clean() && surprises.isEmpty() && unfinished == 0 && isAllPaid;
  }

  private static double median(List<BenchRound> rounds, ToDoubleFunction<BenchRound> figure) {
    var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
