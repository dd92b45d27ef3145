package vn.baodanh.load.machine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.baodanh.load.candidate.PortalStandIn;
import vn.baodanh.load.candidate.SigningKey;
import vn.baodanh.local.Ports;
import vn.baodanh.local.PostgresStore;
import vn.baodanh.local.Program;
import vn.baodanh.local.RedisStore;
import vn.baodanh.local.SeasonWindow;
import vn.baodanh.local.ServiceProcess;

/**
 * Postgres, Redis and the registration service as processes, with a window that is open, and a
 * portal whose candidates' tokens we sign ourselves. Its data are removed when it is closed.
 */
public final class Machine implements AutoCloseable {
  private static final Duration TOKENS_LIVE = Duration.ofHours(12);
  private static final String AUDIENCE = "baodanh";
  private static final long KEY_SEED = 2026;

  private final Parts parts;
  private final PostgresStore postgres;
  private final RedisStore redis;
  private final PortalStandIn portal;
  private final Map<String, String> environment;
  private final List<String> jvmFlags;
  private final ServiceProcess service;
  private final int port = Ports.free();

  private Machine(Path directory, Map<String, String> environment, List<String> jvmFlags)
      throws IOException {
    parts = new Parts(directory);
    try {
      postgres = parts.opened(PostgresStore.start(parts.made("postgres"), Ports.free(), Map.of()));
      postgres.createDatabase("registration");
      redis = parts.opened(RedisStore.start(parts.made("redis"), Ports.free(), Map.of()));
      portal = parts.opened(new PortalStandIn(new SigningKey(KEY_SEED), AUDIENCE, TOKENS_LIVE));
      this.environment = environment;
      this.jvmFlags = jvmFlags;
      service = parts.opened(startService(port, "registration-service.log"));
      SeasonWindow.open(postgres, api());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything and waits until a list can be filed.
   *
   * @param directory of data and logs; removed when the machine is closed
   * @param environment of the service, on top of what it needs to find the rest
   * @param jvmFlags of the service
   */
  public static Machine start(Path directory, Map<String, String> environment, String... jvmFlags)
      throws IOException {
    return new Machine(directory, environment, List.of(jvmFlags));
  }

  /** Another node of the service beside the first; where it answers. */
  public InetSocketAddress addNode() {
    int another = Ports.free();
    parts.opened(startService(another, "registration-service-" + another + ".log"));
    return new InetSocketAddress("127.0.0.1", another);
  }

  private ServiceProcess startService(int port, String log) {
    int management = Ports.free();
    var all = new HashMap<>(environment);
    all.put("HTTP_PORT", Integer.toString(port));
    all.put("MANAGEMENT_PORT", Integer.toString(management));
    all.put("DATABASE_URL", postgres.url("registration", "registration"));
    all.put("MIGRATION_DATABASE_URL", postgres.url("registration_owner", "registration"));
    all.put("REDIS_URL", redis.url());
    all.put("PORTAL_ISSUER", portal.mint().issuer());
    all.put("TOKEN_AUDIENCE", AUDIENCE);
    all.put("ALLOW_DEVELOPMENT_KEYS", "true");
    return ServiceProcess.start(
        Program.of("registration-service").withFlags(jvmFlags.toArray(String[]::new)),
        all,
        URI.create("http://127.0.0.1:%d/ready".formatted(management)),
        parts.file(log));
  }

  public PostgresStore postgres() {
    return postgres;
  }

  public RedisStore redis() {
    return redis;
  }

  public PortalStandIn portal() {
    return portal;
  }

  public ServiceProcess service() {
    return service;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress("127.0.0.1", port);
  }

  public String api() {
    return "http://127.0.0.1:" + port;
  }

  /** The service's database, for somebody who may read and change all of it. */
  public String jdbcUrl() {
    return postgres.jdbcUrl("registration_owner", "registration");
  }

  /** Leaves data and logs behind when it is closed, for somebody to look at; says where. */
  public Path keepData() {
    return parts.keepData();
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
