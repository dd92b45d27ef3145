package vn.baodanh.load.payments;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Payers pay at a platform that does wrong in every way it knows, finance sends money back, and
 * adapter, Redis and Postgres are killed meanwhile. When all is settled, the money is audited.
 */
final class PaymentDrill implements AutoCloseable {
  private static final int AT_ONCE = 64;

  /** One kill for so many payments. */
  private static final int PAYMENTS_PER_KILL = 400;

  /** 5 minutes between two notifications are 2 seconds. */
  private static final int TIME_FACTOR = 150;

  /** The adapter's time is as short as the platform's. */
  private static final Map<String, String> SHORT_TIMES =
      Map.ofEntries(
          Map.entry("ATTEMPT_MS", "20000"),
          Map.entry("ATTEMPT_GRACE_MS", "2000"),
          Map.entry("ASK_FIRST_MS", "2000"),
          Map.entry("ASK_LONGEST_MS", "8000"),
          Map.entry("ASK_UNTIL_MS", "120000"),
          Map.entry("ASK_INTERVAL_MS", "200"),
          Map.entry("ASK_BUDGET", "40"),
          Map.entry("PLATFORM_TIMEOUT_MS", "1000"),
          Map.entry("REFUND_AGAIN_MS", "2000"),
          Map.entry("DRAIN_MS", "2000"));

  private static final Map<String, Integer> CALLS_GO_WRONG =
      Map.of(
          "query-silence", 60,
          "query-error", 100,
          "refund-done-in-silence", 120,
          "refund-lost-in-silence", 120);

  /** More than the platform and the adapter need for what they have still to do. */
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(240);

  private final PaymentMachine machine;
  private final List<Tale> tales;
  private final Adapter adapter;
  private final PlatformClient platform;
  private final Payer payer;
  private final Strikes strikes;
  private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
  private final AtomicInteger lived = new AtomicInteger();
  private volatile boolean broken;

  private PaymentDrill(PaymentMachine machine, int payments, long seed) {
    this.machine = machine;
    tales = Tale.all(payments, seed);
    adapter = new Adapter(machine);
    platform = new PlatformClient(machine.platformAddress());
    payer = new Payer(adapter, platform);
    strikes = new Strikes(machine, adapter.client()::underWay, new Random(seed));
    platform.plan(seed, CALLS_GO_WRONG);
  }

  /** Starts the system, lives all tales of the seed, and audits. */
  static PaymentToll run(int payments, long seed)
      throws IOException, SQLException, InterruptedException {
    var directory = Files.createTempDirectory("baodanh-payments-");
    try (var machine = PaymentMachine.start(directory, TIME_FACTOR, SHORT_TIMES, "-Xmx512m");
        var drill = new PaymentDrill(machine, payments, seed)) {
      var toll = drill.run();
      if (!toll.clean()) {
        System.out.println("Not clean; data and logs are kept in " + machine.keepData());
      }
      return toll;
    }
  }

  private PaymentToll run() throws SQLException, InterruptedException {
    var finance = new Finance(adapter.client(), machine.key());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var paying = threads.submit(this::liveAll);
      var giving = threads.submit(() -> surprising(finance::work));
      try {
        strikeAgainAndAgain(paying);
        paying.get();
        return toll(settle());
      } finally {
        broken = !paying.isDone();
        finance.stop();
        giving.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void strikeAgainAndAgain(Future<?> paying) throws InterruptedException {
    int kills = Math.max(1, tales.size() / PAYMENTS_PER_KILL);
    for (int i = 1; i <= kills; i++) {
      int wanted = i * tales.size() / (kills + 1);
      while (lived.get() < wanted && !paying.isDone()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      if (!paying.isDone()) {
        strikes.strike();
        System.out.printf("%d of %d payers are done%n", lived.get(), tales.size());
      }
    }
  }

  /** Everybody once, but for those who are still to come when the drill has broken off. */
  private void liveAll() {
    var places = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var tale : tales) {
        places.acquireUninterruptibly();
        threads.execute(() -> {
          if (!broken) {
            surprising(() -> payer.live(tale));
          }
          lived.incrementAndGet();
          places.release();
        });
      }
    }
  }

  private void surprising(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      surprises.add(e.toString());
    }
  }

  /** Until neither side has anything to do; after too long the audit says what is missing. */
  private MoneyFindings settle() throws SQLException, InterruptedException {
    long end = System.nanoTime() + SETTLED_WITHIN.toNanos();
    while (true) {
      boolean atRest = platform.totals().isAtRest();
      var findings =
          MoneyAudit.check(
              AdapterBooks.read(machine.jdbcUrl()), platform.payments(), platform.refunds());
      if (atRest && findings.clean() || System.nanoTime() > end) {
        return findings;
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private PaymentToll toll(MoneyFindings findings) {
    var happened = new TreeMap<>(platform.happened());
    happened.put("two-payments-on-a-bill", payer.twice());
    return new PaymentToll(
        strikes.counted(),
        strikes.spared(),
        adapter.client().repeated(),
        happened,
        tales.size(),
        platform.notices(),
        List.copyOf(surprises),
        findings);
  }

  @Override
  public void close() {
    adapter.close();
    platform.close();
  }

  /** {@code PaymentDrill [--seed N] [--payments N]}. */
  public static void main(String[] arguments)
      throws IOException, SQLException, InterruptedException {
    long seed = new Random().nextInt(1_000_000);
    long payments = 20_000;
    for (int i = 0; i < arguments.length; i += 2) {
      boolean isNumber = i + 1 < arguments.length && arguments[i + 1].matches("[0-9]{1,9}");
      if (isNumber && arguments[i].equals("--seed")) {
        seed = Long.parseLong(arguments[i + 1]);
      } else if (isNumber && arguments[i].equals("--payments")) {
        payments = Long.parseLong(arguments[i + 1]);
      } else {
        System.err.println("Usage: load-tests/drill payments [--seed N] [--payments N]");
        System.exit(2);
      }
    }
    System.out.printf("--seed %d --payments %d%n", seed, payments);
    var toll = run((int) payments, seed);
    System.out.println(toll);
    System.exit(toll.clean() ? 0 : 1);
  }
}
