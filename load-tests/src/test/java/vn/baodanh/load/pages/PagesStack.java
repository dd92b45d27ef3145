package vn.baodanh.load.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import vn.baodanh.load.machine.Parts;
import vn.baodanh.local.OneOrigin;
import vn.baodanh.local.Ports;
import vn.baodanh.local.PostgresStore;
import vn.baodanh.local.Program;
import vn.baodanh.local.RedisStore;
import vn.baodanh.local.SeasonWindow;
import vn.baodanh.local.ServiceProcess;
import vn.baodanh.local.portal.Portal;
import vn.baodanh.local.portal.PortalSettings;

/** Everything that the candidate's pages need, each part a process; removed when it is closed. */
final class PagesStack implements AutoCloseable {
  private static final long SEED = 2026;
  private static final String SECRET = "what the platform and the adapter share";

  private static final int TIME_FACTOR = 20;

  private final Parts parts;
  private final int port = Ports.free();
  private final int registrationPort = Ports.free();
  private final int adapterPort = Ports.free();
  private final int platformPort = Ports.free();
  final PostgresStore postgres;
  final RedisStore redis;
  final Portal portal;
  final ServiceProcess service;

  private PagesStack(boolean withPayments) throws IOException {
    parts = new Parts(Files.createTempDirectory(Path.of("target"), "pages-"));
    try {
      postgres = parts.opened(PostgresStore.start(parts.made("postgres"), Ports.free(), Map.of()));
      postgres.createDatabase("registration");
      redis = parts.opened(RedisStore.start(parts.made("redis"), Ports.free(), Map.of()));
      portal =
          parts.opened(
              Portal.start(PortalSettings.forTest(SEED), parts.made("portal"), Clock.systemUTC()));
      if (withPayments) {
        postgres.createDatabase("payment");
        parts.opened(startPlatform());
        parts.opened(startAdapter());
      }
      service = parts.opened(startRegistration());
      parts.opened(OneOrigin.start(port, registrationPort, adapterPort));
      SeasonWindow.open(postgres, base());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What filing needs; nobody can pay. */
  static PagesStack start() throws IOException {
    return new PagesStack(false);
  }

  /** With payment adapter and platform, too. */
  static PagesStack withPayments() throws IOException {
    return new PagesStack(true);
  }

  private ServiceProcess startRegistration() {
    return started(
        "registration-service",
        registrationPort,
        Map.of(
            "DATABASE_URL", postgres.url("registration", "registration"),
            "MIGRATION_DATABASE_URL", postgres.url("registration_owner", "registration"),
            "PORTAL_ISSUER", portal.issuer(),
            "PUBLIC_URL", base(),
            "TRUSTED_PROXIES", "127.0.0.1",
            "PAYMENT_ADAPTER_URL", "http://127.0.0.1:" + adapterPort));
  }

  private ServiceProcess startAdapter() {
    return started(
        "payment-adapter",
        adapterPort,
        Map.of(
            "DATABASE_URL",
            postgres.url("payment", "payment"),
            "MIGRATION_DATABASE_URL",
            postgres.url("payment_owner", "payment"),
            "VNPAY_SECRET",
            SECRET,
            "VNPAY_PAY_URL",
            platform() + "/paymentv2/vpcpay.html",
            "VNPAY_API_URL",
            platform() + "/merchant_webapi/api/transaction",
            "VNPAY_RETURN_URL",
            base() + "/v1/platforms/vnpay/return",
            "AFTER_PAYMENT_URL",
            base() + "/payment",
            "ASK_FIRST_MS",
            "3000"));
  }

  private ServiceProcess started(String program, int port, Map<String, String> environment) {
    int management = Ports.free();
    var all = new HashMap<>(environment);
    all.put("HTTP_PORT", Integer.toString(port));
    all.put("MANAGEMENT_PORT", Integer.toString(management));
    all.put("REDIS_URL", redis.url());
    all.put("ALLOW_DEVELOPMENT_KEYS", "true");
    return ServiceProcess.start(
        Program.of(program).withFlags("-Xmx384m"),
        all,
        URI.create("http://127.0.0.1:%d/ready".formatted(management)),
        parts.file(program + ".log"));
  }

  private ServiceProcess startPlatform() throws IOException {
    return ServiceProcess.start(
        Program.of("local-stack", "vn.baodanh.local.platform.PlatformSimulator")
            .withFlags("-Xmx128m"),
        Map.of(
            "PLATFORM_PORT", Integer.toString(platformPort),
            "PLATFORM_DATA", parts.made("platform").toString(),
            "PLATFORM_TIME_FACTOR", Integer.toString(TIME_FACTOR),
            "PLATFORM_IPN_URL", base() + "/v1/platforms/vnpay/ipn",
            "VNPAY_SECRET", SECRET),
        URI.create(platform() + "/simulator/totals"),
        parts.file("platform.log"));
  }

  String platform() {
    return "http://127.0.0.1:" + platformPort;
  }

  /** Where the pages are. */
  String base() {
    return "http://127.0.0.1:" + port;
  }

  /** Does this as the owner of the tables. */
  void execute(String sql) {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl("registration_owner", "registration"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Does this in the payment adapter's database, as the owner of its tables. */
  void inPayments(String sql) {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl("payment_owner", "payment"));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of the first row there. */
  String payments(String sql) {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl("payment_owner", "payment"));
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of the first row, a number. */
  long count(String sql) {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl("registration_owner", "registration"));
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the service answers, not signed in. */
  String text(String path) {
    try (var in = URI.create(base() + path).toURL().openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
