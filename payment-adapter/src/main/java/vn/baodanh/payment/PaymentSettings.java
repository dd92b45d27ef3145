package vn.baodanh.payment;

import java.time.Duration;
import java.util.Map;
import vn.baodanh.kit.JdbcSettings;
import vn.baodanh.kit.PostgresSettings;
import vn.baodanh.kit.RedisSettings;
import vn.baodanh.kit.SettingFault;
import vn.baodanh.kit.Settings;
import vn.baodanh.kit.TokenSettings;

/** The payment adapter's configuration. The README's table is compared to what is declared here. */
public record PaymentSettings(
    String host,
    int port,
    int managementPort,
    int eventLoops,
    Duration drain,
    PostgresSettings postgres,
    JdbcSettings migration,
    RedisSettings redis,
    TokenSettings tokens) {
  private static final int DATABASE_CONNECT_MS = 2_000;

  /** For one machine only: whoever reads the sources finds the private half in the tests. */
  private static final String DEVELOPMENT_CALLER_KEYS =
      """
      {"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","kid":"development",\
      "x":"Q5UspOc5SUwI2lcAmORv8CfRkt5i4YD3awu1ngiwcmc"}]}\
      """;

  /**
   * @throws SettingFault naming the variable that cannot be used
   */
  public static PaymentSettings of(Map<String, String> environment) {
    return read(new Settings(environment));
  }

  static PaymentSettings read(Settings settings) {
    boolean development =
        settings.flag(
            "ALLOW_DEVELOPMENT_KEYS",
            false,
            "use built-in keys that everybody knows where none are given; never in production");
    return new PaymentSettings(
        settings.text("HTTP_HOST", "127.0.0.1", "address to listen on"),
        settings.number("HTTP_PORT", 8082, 0, 65_535, "port of the API; 0 for a free one"),
        settings.number(
            "MANAGEMENT_PORT",
            8083,
            0,
            65_535,
            "port of /live, /ready and /metrics; 0 for a free one"),
        eventLoops(
            settings.number(
                "EVENT_LOOPS",
                0,
                0,
                64,
                "event loops, each with its own server; 0 for one a processor")),
        settings.millis(
            "DRAIN_MS", 10_000, 0, 600_000, "most time to finish work when told to stop"),
        postgres(settings),
        new JdbcSettings(
            settings.uri(
                "MIGRATION_DATABASE_URL",
                "postgresql://payment_owner:payment_owner@127.0.0.1:5432/payment",
                "the same database as the owner of its tables, for migrations at start")),
        redis(settings),
        tokens(settings, development));
  }

  private static PostgresSettings postgres(Settings settings) {
    return new PostgresSettings(
        settings.uri(
            "DATABASE_URL",
            "postgresql://payment:payment@127.0.0.1:5432/payment",
            "the database, as the service's own role"),
        settings.number("DATABASE_POOL_SIZE", 8, 4, 200, "connections to the database"),
        settings.number(
            "DATABASE_WAITING",
            1_000,
            1,
            100_000,
            "most requests waiting for a connection; one more fails"),
        Duration.ofMillis(DATABASE_CONNECT_MS));
  }

  private static RedisSettings redis(Settings settings) {
    return new RedisSettings(
        settings.uri(
            "REDIS_URL",
            "redis://127.0.0.1:6379",
            "redis:// for one server, redis-cluster:// for a cluster; only to wake readers of"
                + " events"),
        settings.millis("REDIS_TIMEOUT_MS", 1_000, 50, 60_000, "most time for an answer"),
        settings.number(
            "REDIS_REQUESTS", 1_000, 100, 1_000_000, "most commands unanswered on one connection"),
        0);
  }

  private static TokenSettings tokens(Settings settings, boolean development) {
    return TokenSettings.registered(
        settings.text(
            "CALLER_ISSUER",
            "registration-service",
            "whose tokens are taken: the service that asks for bills, and signs for finance staff"),
        settings.text("TOKEN_AUDIENCE", "payment-adapter", "audience that a token must name"),
        callerKeys(settings, development),
        settings.number(
            "TOKEN_CACHE", 1_000, 0, 1_000_000, "verified tokens remembered, about 500 bytes each"),
        settings.number(
            "TOKEN_CLOCK_SKEW_S", 2, 0, 5, "how far the issuer's clock may differ, in seconds"));
  }

  private static String callerKeys(Settings settings, boolean development) {
    String keys =
        settings.text(
            "CALLER_KEYS", "", "the issuer's registered public keys, a JWK set (RFC 7517)");
    if (!keys.isEmpty()) {
      return keys;
    }
    if (!development) {
      throw new SettingFault("CALLER_KEYS", "is not set", "a JWK set");
    }
    return DEVELOPMENT_CALLER_KEYS;
  }

  private static int eventLoops(int told) {
    return told == 0 ? Runtime.getRuntime().availableProcessors() : told;
  }
}
