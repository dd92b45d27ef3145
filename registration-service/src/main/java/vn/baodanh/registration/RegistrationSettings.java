package vn.baodanh.registration;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.baodanh.kit.JdbcSettings;
import vn.baodanh.kit.PostgresSettings;
import vn.baodanh.kit.RedisSettings;
import vn.baodanh.kit.SettingFault;
import vn.baodanh.kit.Settings;
import vn.baodanh.kit.TokenSettings;
import vn.baodanh.kit.TrustedProxies;
import vn.baodanh.registration.billing.BillingSettings;
import vn.baodanh.registration.filing.Partitions;
import vn.baodanh.registration.filing.Rules;
import vn.baodanh.registration.identity.IdentitySettings;
import vn.baodanh.registration.institution.InstitutionSettings;
import vn.baodanh.registration.intake.IntakeSettings;
import vn.baodanh.registration.message.MessageSettings;
import vn.baodanh.registration.recording.RecordingSettings;
import vn.baodanh.registration.season.RulesFile;
import vn.baodanh.registration.session.SessionSettings;

/**
 * The registration service's configuration. The README's table is compared to what is declared
 * here.
 */
public record RegistrationSettings(
    String host,
    int port,
    int managementPort,
    int eventLoops,
    Duration drain,
    TrustedProxies proxies,
    Set<String> roles,
    boolean trial,
    Partitions partitions,
    Rules rules,
    PostgresSettings postgres,
    JdbcSettings migration,
    RedisSettings redis,
    long queueMostBytes,
    TokenSettings tokens,
    Set<String> firstOperators,
    byte[] logKey,
    IntakeSettings intake,
    RecordingSettings recording,
    int mostWaiting,
    MessageSettings messages,
    IdentitySettings identity,
    SessionSettings session,
    BillingSettings billing,
    InstitutionSettings institutions) {
  static final String INTAKE = "intake";
  static final String RECORDING = "recording";
  static final String PROJECTION = "projection";

  private static final Set<String> ROLES = Set.of(INTAKE, RECORDING, PROJECTION);
  private static final int DATABASE_CONNECT_MS = 2_000;
  private static final int MEGABYTE = 1 << 20;

  /** For one machine only: whoever reads this source can sign with them. */
  private static final String DEVELOPMENT_LOG_KEY =
      "MC4CAQAwBQYDK2VwBCIEIHHxcU7D2Rz0JtMiPoHS6kkNAAcEfZL5bjn0X6/3HR+4";

  private static final String DEVELOPMENT_SESSION_KEY =
      "m1h0dPZb3v9oE2x7q0V5b8kq3YfJ6uTn4sWc1LrAe0M=";

  private static final String DEVELOPMENT_MAC_KEY = "q/kQurTzT9b3cAzyIyLXxGput8Ef+XLuIJ77ALVNcOk=";

  /**
   * @throws SettingFault naming the variable that cannot be used
   */
  public static RegistrationSettings of(Map<String, String> environment) {
    return read(new Settings(environment));
  }

  static RegistrationSettings read(Settings settings) {
    boolean development =
        settings.flag(
            "ALLOW_DEVELOPMENT_KEYS",
            false,
            "use built-in keys that everybody knows where none are given; never in production");
    return new RegistrationSettings(
        settings.text("HTTP_HOST", "127.0.0.1", "address to listen on"),
        settings.number("HTTP_PORT", 8080, 0, 65_535, "port of the API; 0 for a free one"),
        settings.number(
            "MANAGEMENT_PORT",
            8081,
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
        TrustedProxies.read(settings),
        settings.choices("ROLES", "intake,recording,projection", ROLES, "what this process does"),
        settings.flag(
            "TRIAL",
            false,
            "run the season's trial, in a database and a Redis of its own; chosen once for an"
                + " installation"),
        new Partitions(
            settings.number(
                "PARTITIONS", 4, 1, 256, "queues and journals; chosen once for an installation")),
        rules(settings),
        postgres(settings),
        new JdbcSettings(
            settings.uri(
                "MIGRATION_DATABASE_URL",
                "postgresql://registration_owner:registration_owner@127.0.0.1:5432/registration",
                "the same database as the owner of its tables, for migrations at start")),
        new RedisSettings(
            settings.uri(
                "REDIS_URL",
                "redis://127.0.0.1:6379",
                "redis:// for one server, redis-cluster:// for a cluster"),
            settings.millis(
                "REDIS_TIMEOUT_MS",
                1_000,
                50,
                60_000,
                "most time for an answer; then the direct lane is taken"),
            settings.number(
                "REDIS_REQUESTS",
                10_000,
                100,
                1_000_000,
                "most commands unanswered on one connection"),
            settings.number(
                "REDIS_REPLICAS",
                0,
                0,
                5,
                "replicas of Redis that must confirm a filing before it is answered; fewer: the"
                    + " direct lane is taken")),
        (long)
                settings.number(
                    "QUEUE_MEGABYTES",
                    4_096,
                    16,
                    1 << 20,
                    "memory of Redis beyond which nothing more is kept; far below its machine's")
            * MEGABYTE,
        TokenSettings.discovered(
            settings.text(
                "PORTAL_ISSUER",
                "http://127.0.0.1:8090",
                "the portal's issuer; its keys are found by OpenID discovery"),
            settings.text("TOKEN_AUDIENCE", "baodanh", "audience that a token must name"),
            settings.number(
                "TOKEN_CACHE",
                10_000,
                0,
                1_000_000,
                "verified tokens remembered, about 200 bytes each"),
            settings.number(
                "TOKEN_CLOCK_SKEW_S",
                2,
                0,
                5,
                "how far the portal's clock may differ, in seconds")),
        settings.words(
            "FIRST_OPERATORS",
            "the portal's subjects of those who become operators while there are none; at least"
                + " two, since decisions take two"),
        key(
            settings,
            "LOG_SIGNING_KEY",
            development ? DEVELOPMENT_LOG_KEY : "",
            "Ed25519 private key that signs the log, PKCS#8 in base64"),
        new IntakeSettings(
            settings.number(
                "KEEP_TOGETHER",
                64,
                1,
                1_000,
                "most filings in one call to Redis; bounds how long a call holds it up"),
            settings.millis(
                "KEEP_INTERVAL_MS",
                3,
                0,
                1_000,
                "least time between two rounds of calls to Redis from one event loop: what comes"
                    + " within it shares a call and an fsync"),
            key(
                settings,
                "ANSWER_MAC_KEY",
                development ? DEVELOPMENT_MAC_KEY : "",
                "key of the answers' MAC, 32 bytes or more in base64")),
        new RecordingSettings(
            settings.number("RECORDING_BATCH", 500, 1, 5_000, "most filings in one transaction"),
            settings.millis(
                "RECORDING_INTERVAL_MS",
                100,
                1,
                10_000,
                "least time between two batches of a partition: what comes within it shares a"
                    + " transaction and a signature"),
            settings.number(
                "DIRECT_PENDING",
                2_000,
                1,
                100_000,
                "most filings that wait for the direct lane; one more is answered 503")),
        settings.number(
            "WAITING",
            5_000,
            0,
            100_000,
            "most requests held for Prefer: wait; one more is answered at once"),
        messages(settings),
        identity(settings),
        session(settings, development),
        BillingSettings.read(settings, development),
        institutions(settings));
  }

  private static SessionSettings session(Settings settings, boolean development) {
    return new SessionSettings(
        settings.uri(
            "PUBLIC_URL",
            "http://127.0.0.1:8080",
            "where people reach the pages; the portal must know PUBLIC_URL/signed-in"),
        settings.text("PORTAL_CLIENT_ID", "baodanh-pages", "our name at the portal"),
        Optional.of(
                settings.text(
                    "PORTAL_CLIENT_SECRET", "", "our secret there; empty for a public client"))
            .filter(secret -> !secret.isEmpty()),
        settings.text(
            "PORTAL_SCOPES", "openid profile", "what the portal is asked for, with spaces"),
        sessionKeys(settings, development),
        settings.millis(
            "SESSION_MS", 43_200_000, 60_000, 604_800_000, "how long a session lasts at most"),
        settings.millis(
            "SESSION_IDLE_MS",
            7_200_000,
            5_000,
            604_800_000,
            "how long it lasts after the pages were last in use"));
  }

  private static List<byte[]> sessionKeys(Settings settings, boolean development) {
    String name = "SESSION_KEYS";
    String meaning =
        "keys that seal sessions, 32 bytes in base64 each, with commas; the first seals, all open";
    var given = settings.words(name, meaning);
    if (given.isEmpty() && development) {
      return List.of(Base64.getDecoder().decode(DEVELOPMENT_SESSION_KEY));
    }
    try {
      var keys = given.stream().map(Base64.getDecoder()::decode).toList();
      if (!keys.isEmpty() && keys.stream().allMatch(key -> key.length == 32)) {
        return keys;
      }
    } catch (IllegalArgumentException e) {
      throw new SettingFault(name, "is not base64", meaning);
    }
    throw new SettingFault(
        name, given.isEmpty() ? "is not set" : "has a key that is not 32 bytes", meaning);
  }

  private static InstitutionSettings institutions(Settings settings) {
    return new InstitutionSettings(
        settings.number(
            "PULLS_PER_MINUTE", 60, 1, 100_000, "most pulls of one university in a minute"),
        settings.number(
            "UPLOADS_PER_MINUTE",
            30,
            1,
            100_000,
            "most admitted lists that one university sends in a minute, previews included"),
        settings.number(
            "PULLS_AT_ONCE",
            8,
            1,
            1_000,
            "most pulls answered at once; one more is answered 503. Each holds about 2 MB"),
        settings.number(
            "PULL_CONNECTIONS",
            4,
            1,
            100,
            "connections to the database for pulls alone; one pull uses two"));
  }

  private static IdentitySettings identity(Settings settings) {
    return new IdentitySettings(
        settings.optionalUri(
            "POPULATION_URL", "adapter of the population database; empty: nobody is checked"),
        settings.optionalUri(
            "SECTOR_URL",
            "adapter of the sector's database of pupils; empty: nothing is filled in"),
        settings.millis("OUTSIDE_MS", 3_000, 50, 60_000, "most time for an answer of either"),
        settings.number("OUTSIDE_TOGETHER", 16, 1, 1_000, "most questions to either at once"));
  }

  private static MessageSettings messages(Settings settings) {
    return new MessageSettings(
        settings.optionalUri(
            "SMTP_URL",
            "smtp://[user:password@]host[:port], or smtps:// for TLS from the start: e-mails to"
                + " candidates; empty for none"),
        settings.text("SMTP_FROM", "bao-danh@localhost", "sender's address of e-mails"),
        settings.optionalUri(
            "PORTAL_INBOX_URL",
            "where messages for the portal's own inbox are posted; empty for nowhere"),
        settings.optionalUri(
            "SMS_URL", "where one-time codes to be sent to phones are posted; empty for nowhere"),
        settings.millis(
            "MESSAGE_PAUSE_MS",
            30_000,
            0,
            3_600_000,
            "how long news of a filing waits for more of the same candidate, to share a letter"));
  }

  private static Rules rules(Settings settings) {
    String meaning = "the season that is run; its rules are in a file of this name";
    String season = settings.text("SEASON", "2026", meaning);
    try {
      return RulesFile.read(season);
    } catch (IllegalArgumentException e) {
      throw new SettingFault("SEASON", "is " + season, "a season whose rules are known");
    }
  }

  private static PostgresSettings postgres(Settings settings) {
    return new PostgresSettings(
        settings.uri(
            "DATABASE_URL",
            "postgresql://registration:registration@127.0.0.1:5432/registration",
            "the database, as the service's own role"),
        settings.number(
            "DATABASE_POOL_SIZE",
            8,
            2,
            200,
            "connections for reading and the direct lane; each recorded partition and the"
                + " projection take one more"),
        settings.number(
            "DATABASE_WAITING",
            1_000,
            1,
            100_000,
            "most requests waiting for a connection; one more fails"),
        Duration.ofMillis(DATABASE_CONNECT_MS));
  }

  private static int eventLoops(int told) {
    return told == 0 ? Runtime.getRuntime().availableProcessors() : told;
  }

  private static byte[] key(Settings settings, String name, String development, String meaning) {
    byte[] key = settings.base64(name, "", meaning);
    if (key.length == 0) {
      key = Base64.getDecoder().decode(development);
    }
    if (key.length < 32) {
      throw new SettingFault(name, key.length == 0 ? "is not set" : "is too short", meaning);
    }
    return key;
  }

  URI databaseUrl() {
    return postgres.url();
  }

  boolean has(String role) {
    return roles.contains(role);
  }
}
