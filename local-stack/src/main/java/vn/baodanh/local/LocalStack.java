package vn.baodanh.local;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vn.baodanh.local.portal.TestStaff;

/**
 * Main of {@code ./run}: Báo Danh on one machine, every part a process of its own; the season
 * played; then up until it is told to stop. What it started it stops, and a temporary directory it
 * removes.
 */
public final class LocalStack {
  private static final long LOOK_EVERY_MS = 200;

  private final RunOptions options;
  private final RunDirectory data;
  private final List<Part> parts = new ArrayList<>();

  /** Something started that is to stay up. */
  private record Part(String name, BooleanSupplier isAlive, Supplier<String> lastLine) {}

  private LocalStack(RunOptions options, RunDirectory data) {
    this.options = options;
    this.data = data;
  }

  public static void main(String[] arguments) throws InterruptedException {
    try {
      System.exit(run(RunOptions.of(arguments, System.getenv())));
    } catch (LocalFault e) {
      if (AtExit.isClosing()) {
        // Somebody said stop, and what was being started is being closed: that is no fault.
        Thread.currentThread().join();
      }
      System.err.println("Cannot go on: " + e.getMessage());
      System.exit(1);
    }
  }

  private static int run(RunOptions options) throws InterruptedException {
    var service = Program.of("registration-service").withFlags("-Xms512m", "-Xmx512m");
    Ports.requireFree("the API (choose others with --port)", options.apiPort());
    Ports.requireFree("management (choose others with --port)", options.managementPort());
    Ports.requireFree("the portal (choose others with --port)", options.portalPort());
    Ports.requireFree("PostgreSQL (choose others with --port)", options.postgresPort());
    Ports.requireFree("Redis (choose others with --port)", options.redisPort());
    Ports.requireFree("the payment adapter (choose others with --port)", options.adapterPort());
    Ports.requireFree("the platforms (choose others with --port)", options.platformPort());
    Ports.requireFree("the pages (choose others with --port)", options.pagesPort());
    var stack = new LocalStack(options, RunDirectory.open(options.data()));
    var postgres = stack.start(service);
    var status = options.demo() ? stack.play(postgres) : 0;
    if (options.exit()) {
      return status;
    }
    stack.printSignIns();
    stack.watchForever();
    return status;
  }

  private PostgresStore start(Program service) {
    AtExit.add(() -> say(data.isTemporary() ? "Stopped; nothing is left." : "Stopped."));
    say("Báo Danh on this machine; data and logs in " + data.directory() + kept());
    var postgres = startPostgres();
    var redis = startRedis();
    startPortal();
    startPayments(postgres, redis);
    startService(service, postgres, redis);
    SeasonWindow.open(postgres, api());
    say("  Exam registration (đăng ký dự thi) and preferences (nguyện vọng) are open.");
    return postgres;
  }

  private String kept() {
    return data.isTemporary() ? " (removed at the end)" : " (kept)";
  }

  private PostgresStore startPostgres() {
    var small = Map.of("shared_buffers", "128MB", "max_wal_size", "1GB");
    var postgres = PostgresStore.start(data.postgres(), options.postgresPort(), small);
    parts.add(new Part("PostgreSQL", postgres::isAlive, postgres::lastLine));
    postgres.createDatabase("registration");
    started("PostgreSQL 18", postgres.url("registration", "registration"));
    return postgres;
  }

  private RedisStore startRedis() {
    var redis = RedisStore.start(data.redis(), options.redisPort(), Map.of());
    parts.add(new Part("Redis", redis::isAlive, redis::lastLine));
    started("Redis", redis.url());
    return redis;
  }

  private void startPortal() {
    var simulator =
        Program.of("local-stack", "vn.baodanh.local.portal.PortalSimulator")
            .withFlags("-Xmx128m")
            .withArguments(
                Integer.toString(options.portalPort()),
                data.portalKeys().toString(),
                Long.toString(options.seed()),
                "10000000");
    var ready = URI.create(portal() + "/.well-known/openid-configuration");
    var portal = ServiceProcess.start(simulator, Map.of(), ready, data.log("portal"));
    parts.add(new Part("The portal simulator", portal::isAlive, portal::lastLine));
    started("Portal simulator", portal());
  }

  private void startPayments(PostgresStore postgres, RedisStore redis) {
    var platform = PaymentParts.startPlatform(options, data);
    parts.add(new Part("The platform simulator", platform::isAlive, platform::lastLine));
    started("Platform simulator", PaymentParts.platform(options));
    var adapter = PaymentParts.startAdapter(options, data, postgres, redis);
    parts.add(new Part("The payment adapter", adapter::isAlive, adapter::lastLine));
    started("Payment adapter", PaymentParts.adapter(options));
  }

  private void startService(Program program, PostgresStore postgres, RedisStore redis) {
    var environment =
        Map.ofEntries(
            Map.entry("HTTP_PORT", Integer.toString(options.apiPort())),
            Map.entry("MANAGEMENT_PORT", Integer.toString(options.managementPort())),
            Map.entry("TRUSTED_PROXIES", "127.0.0.1"),
            Map.entry("DATABASE_URL", postgres.url("registration", "registration")),
            Map.entry("MIGRATION_DATABASE_URL", postgres.url("registration_owner", "registration")),
            Map.entry("REDIS_URL", redis.url()),
            Map.entry("PORTAL_ISSUER", portal()),
            Map.entry("PUBLIC_URL", PaymentParts.pages(options)),
            Map.entry(
                "FIRST_OPERATORS", String.join(",", TestStaff.operatorSubjects(options.seed()))),
            Map.entry("PAYMENT_ADAPTER_URL", PaymentParts.adapter(options)),
            Map.entry("PAYMENT_PLATFORMS", "vnpay,momo"),
            Map.entry("ALLOW_DEVELOPMENT_KEYS", "true"));
    var ready = URI.create(management() + "/ready");
    var service =
        ServiceProcess.start(program, environment, ready, data.log("registration-service"));
    parts.add(new Part("The registration service", service::isAlive, service::lastLine));
    started("Registration service", api());
    startOrigin();
  }

  /** Pages are at one address, whichever service has them. */
  private void startOrigin() {
    var proxy =
        Program.of("local-stack", "vn.baodanh.local.OneOrigin")
            .withFlags("-Xmx128m")
            .withArguments(
                Integer.toString(options.pagesPort()),
                Integer.toString(options.apiPort()),
                Integer.toString(options.adapterPort()));
    var pages = PaymentParts.pages(options);
    var origin =
        ServiceProcess.start(
            proxy, Map.of(), URI.create(pages + "/finance"), data.log("one-origin"));
    parts.add(new Part("The origin of all pages", origin::isAlive, origin::lastLine));
    started("All pages", pages);
  }

  private static void started(String what, String where) {
    say("  %-21s %s".formatted(what, where));
  }

  /** Plays the season in a process of its own; its status is 0 only if its audit was clean. */
  private int play(PostgresStore postgres) throws InterruptedException {
    say("");
    var play =
        Program.of("load-tests", "vn.baodanh.load.play.Play")
            .withArguments("--base", api(), "--portal", portal())
            .withArguments("--postgres", postgres.jdbcUrl("postgres", "registration"))
            .withArguments("--payments", postgres.jdbcUrl("postgres", "payment"))
            .withArguments("--adapter", PaymentParts.adapter(options))
            .withArguments("--platform", PaymentParts.platform(options))
            .withArguments("--candidates", Integer.toString(options.candidates()))
            .withArguments("--seed", Long.toString(options.seed()));
    var process = ChildProcess.onTerminal(play.command());
    AtExit.add(process::killHard);
    while (process.isAlive()) {
      look();
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
    }
    return process.exitStatus();
  }

  private void printSignIns() {
    say("");
    var pages = PaymentParts.pages(options);
    say("Up. The candidate's pages (trang của thí sinh): " + pages + "/");
    say("The pages of finance staff (trang của cán bộ tài chính): " + pages + "/finance");
    say("To read the contract: " + api() + "/docs, how it fares: " + management() + "/metrics");
    say("To act as a candidate (thí sinh), signed in for 12 hours:");
    var first = options.candidates() + 1;
    printSignIns(List.of(first, first + 1, first + 2), "/v1/me/preferences");
    say("");
    say("To file a first list, add:");
    say(
        """
          -X PUT -H 'If-Match: "0"' -H 'Idempotency-Key: by-hand-1' -H 'Prefer: wait=5' --json \\
          '{"preferences":[{"institutionCode":"BKA","programmeCode":"IT1"}]}'
        """);
    say("To act as one of two operators (Bộ GDĐT), who change windows together:");
    printSignIns(TestStaff.OPERATORS, "/v1/operations/windows");
    say("");
    say("Ctrl-C stops everything.");
    AtExit.add(() -> say("\nStopping."));
  }

  private void printSignIns(List<Integer> people, String path) {
    for (var signIn : SignInFiles.write(data, portal(), options.seed(), people)) {
      var person = signIn.person();
      say("");
      say("  # %s, born %s".formatted(person.name(), person.birthDate()));
      say("  curl -H @%s %s%s".formatted(signIn.file(), api(), path));
    }
  }

  private void watchForever() throws InterruptedException {
    while (true) {
      look();
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
    }
  }

  /** Throws a {@link LocalFault} when a part has ended by itself or the disk is full. */
  private void look() {
    if (data.isFull()) {
      throw new LocalFault("The disk is full: nothing more can be written in " + data.directory());
    }
    for (var part : parts) {
      if (!part.isAlive().getAsBoolean()) {
        throw new LocalFault(part.name() + " ended by itself: " + part.lastLine().get());
      }
    }
  }

  private String api() {
    return "http://127.0.0.1:" + options.apiPort();
  }

  private String management() {
    return "http://127.0.0.1:" + options.managementPort();
  }

  private String portal() {
    return "http://127.0.0.1:" + options.portalPort();
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
