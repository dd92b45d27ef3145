package vn.baodanh.payment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import vn.baodanh.kit.JdbcSettings;
import vn.baodanh.kit.PostgresSettings;
import vn.baodanh.kit.RedisSettings;
import vn.baodanh.kit.SettingFault;
import vn.baodanh.kit.Settings;
import vn.baodanh.kit.TokenSettings;
import vn.baodanh.payment.attempt.AskSettings;
import vn.baodanh.payment.attempt.AttemptSettings;
import vn.baodanh.payment.receipt.ReceiptSettings;
import vn.baodanh.payment.settlement.SettlementSettings;

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
    TokenSettings tokens,
    AttemptSettings attempts,
    Duration refundAgain,
    Duration together,
    ReceiptSettings receipts,
    SettlementSettings settlement,
    PlatformSettings platforms) {
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
        tokens(settings, development),
        attempts(settings),
        settings.millis(
            "REFUND_AGAIN_MS",
            60_000,
            100,
            3_600_000,
            "when a refund that is not answered is sent again, or asked about"),
        settings.millis(
            "RECORDING_INTERVAL_MS",
            3,
            0,
            1_000,
            "least time between two commits of bills, of attempts, of outcomes: what comes within"
                + " it shares one"),
        receipts(settings),
        settlement(settings),
        PlatformSettings.read(settings, development));
  }

  private static SettlementSettings settlement(Settings settings) {
    return new SettlementSettings(
        Path.of(
            settings.text(
                "UPLOAD_DIRECTORY", "/tmp", "where a settlement file lies while it is read")),
        settings.number(
                "UPLOAD_MEGABYTES",
                192,
                1,
                1_024,
                "longest settlement file; a million lines have 90 MB")
            * 1_048_576L,
        settings.text(
            "BANK_ACCOUNT",
            "",
            "number of our bank account: a statement that names another is refused; empty: none"
                + " is"));
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
            "TOKEN_CACHE", 1_000, 0, 1_000_000, "verified tokens remembered, about 200 bytes each"),
        settings.number(
            "TOKEN_CLOCK_SKEW_S", 2, 0, 5, "how far the issuer's clock may differ, in seconds"));
  }

  private static AttemptSettings attempts(Settings settings) {
    return new AttemptSettings(
        settings.millis(
            "ATTEMPT_MS", 900_000, 1_000, 86_400_000, "how long a platform lets the payer pay"),
        settings.millis(
            "ATTEMPT_GRACE_MS",
            300_000,
            1,
            86_400_000,
            "how much later an attempt may expire here"),
        asking(settings));
  }

  private static AskSettings asking(Settings settings) {
    return new AskSettings(
        settings.number(
            "ASK_BUDGET", 20, 1, 1_000, "most questions to platforms at once and in an interval"),
        settings.millis("ASK_INTERVAL_MS", 1_000, 10, 60_000, "pause between two rounds"),
        settings.millis(
            "ASK_FIRST_MS",
            120_000,
            1,
            86_400_000,
            "when a platform is asked about an attempt of which it said nothing; each pause after"
                + " that is twice as long"),
        settings.millis(
            "ASK_LONGEST_MS", 28_800_000, 1, 86_400_000, "longest pause between two questions"),
        settings.millis(
            "ASK_UNTIL_MS",
            259_200_000,
            1,
            2_000_000_000,
            "how long after its end an attempt that seems unpaid is asked about"));
  }

  private static ReceiptSettings receipts(Settings settings) {
    return new ReceiptSettings(
        settings.text(
            "RECEIPT_ISSUER", "Bộ Giáo dục và Đào tạo", "who took the fee, as receipts print it"),
        settings.uri(
            "RECEIPT_CHECK_URL",
            "http://127.0.0.1:8082/v1/receipts",
            "this service's /v1/receipts, as everybody reaches it: printed on receipts as QR code"),
        settings.millis(
            "RECEIPT_INTERVAL_MS",
            1_000,
            10,
            60_000,
            "pause between two rounds that give receipts their numbers"),
        settings.number(
            "RECEIPTS_AT_ONCE",
            64,
            1,
            1_000,
            "most receipts made at once, each some milliseconds of a processor; one more is"
                + " answered 503"));
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
