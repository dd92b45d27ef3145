package vn.baodanh.load.payments;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.baodanh.load.machine.Parts;
import vn.baodanh.local.Ports;
import vn.baodanh.local.PostgresStore;
import vn.baodanh.local.Program;
import vn.baodanh.local.RedisStore;
import vn.baodanh.local.ServiceProcess;

/**
 * Postgres, Redis, the platform's simulator and the payment adapter as processes. The data are
 * removed when it is closed.
 */
final class PaymentMachine implements AutoCloseable {
  private static final String TMN_CODE = "BAODANH1";
  private static final String SECRET = "what the platform and the adapter share";

  private final Parts parts;
  private final int port = Ports.free();
  private final int platformPort = Ports.free();
  private final CallerKey key = new CallerKey();
  private final PostgresStore postgres;
  private final RedisStore redis;
  private final ServiceProcess platform;
  private final ServiceProcess adapter;

  private PaymentMachine(
      Path directory, int timeFactor, Map<String, String> environment, List<String> jvmFlags)
      throws IOException {
    parts = new Parts(directory);
    try {
      postgres = parts.opened(PostgresStore.start(parts.made("postgres"), Ports.free(), Map.of()));
      postgres.createDatabase("payment");
      redis = parts.opened(RedisStore.start(parts.made("redis"), Ports.free(), Map.of()));
      platform = parts.opened(startPlatform(timeFactor));
      adapter = parts.opened(startAdapter(environment, jvmFlags));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything and waits until a bill can be asked for.
   *
   * @param directory of data and logs; removed when the machine is closed
   * @param timeFactor how many times faster than in life the platform repeats and decides
   * @param environment of the adapter, on top of what it needs to find the rest
   * @param jvmFlags of the adapter
   */
  static PaymentMachine start(
      Path directory, int timeFactor, Map<String, String> environment, String... jvmFlags)
      throws IOException {
    return new PaymentMachine(directory, timeFactor, environment, List.of(jvmFlags));
  }

  private ServiceProcess startPlatform(int timeFactor) throws IOException {
    var environment =
        Map.of(
            "PLATFORM_PORT",
            Integer.toString(platformPort),
            "PLATFORM_DATA",
            parts.made("platform").toString(),
            "PLATFORM_TIME_FACTOR",
            Integer.toString(timeFactor),
            "PLATFORM_IPN_URL",
            address() + "/v1/platforms/vnpay/ipn",
            "VNPAY_TMN_CODE",
            TMN_CODE,
            "VNPAY_SECRET",
            SECRET);
    return ServiceProcess.start(
        Program.of("local-stack", "vn.baodanh.local.platform.PlatformSimulator")
            .withFlags("-Xmx512m"),
        environment,
        URI.create(platformAddress() + "/simulator/totals"),
        parts.file("platform.log"));
  }

  private ServiceProcess startAdapter(Map<String, String> environment, List<String> jvmFlags) {
    int management = Ports.free();
    var all = new HashMap<>(environment);
    all.put("HTTP_PORT", Integer.toString(port));
    all.put("MANAGEMENT_PORT", Integer.toString(management));
    all.put("DATABASE_URL", postgres.url("payment", "payment"));
    all.put("MIGRATION_DATABASE_URL", postgres.url("payment_owner", "payment"));
    all.put("REDIS_URL", redis.url());
    all.put("CALLER_ISSUER", CallerKey.ISSUER);
    all.put("CALLER_KEYS", key.keySet());
    all.put("VNPAY_TMN_CODE", TMN_CODE);
    all.put("VNPAY_SECRET", SECRET);
    all.put("VNPAY_PAY_URL", platformAddress() + "/paymentv2/vpcpay.html");
    all.put("VNPAY_API_URL", platformAddress() + "/merchant_webapi/api/transaction");
    all.put("VNPAY_RETURN_URL", address() + "/v1/platforms/vnpay/return");
    return ServiceProcess.start(
        Program.of("payment-adapter").withFlags(jvmFlags.toArray(String[]::new)),
        all,
        URI.create("http://127.0.0.1:%d/ready".formatted(management)),
        parts.file("payment-adapter.log"));
  }

  /** Starts registration-service beside the adapter, for it to follow what that tells. */
  Follower follower() throws IOException {
    return Follower.start(this, parts);
  }

  PostgresStore postgres() {
    return postgres;
  }

  RedisStore redis() {
    return redis;
  }

  ServiceProcess platform() {
    return platform;
  }

  ServiceProcess adapter() {
    return adapter;
  }

  /** Signs who calls the adapter. */
  CallerKey key() {
    return key;
  }

  /** Where the adapter answers. */
  String address() {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  String platformAddress() {
    return "http://127.0.0.1:" + platformPort;
  }

  /** The adapter's database, for somebody who may read all of it. */
  String jdbcUrl() {
    return postgres.jdbcUrl("payment_owner", "payment");
  }

  /** Leaves data and logs behind when it is closed, for somebody to look at; says where. */
  Path keepData() {
    return parts.keepData();
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
