package vn.baodanh.local;

import java.net.URI;
import java.util.Map;

/** How payments are taken on one machine: the platforms' simulator and the payment adapter. */
final class PaymentParts {
  /** What happens at a platform within minutes happens here within seconds. */
  private static final String TIME_FACTOR = "60";

  private static final String ASK_FIRST_MS = "2000";
  private static final String ASK_INTERVAL_MS = "300";

  private PaymentParts() {}

  /** The simulator of the platforms; it notifies the adapter, which need not be up yet. */
  static ServiceProcess startPlatform(RunOptions options, RunDirectory data) {
    var environment =
        Map.of(
            "PLATFORM_PORT",
            Integer.toString(options.platformPort()),
            "PLATFORM_DATA",
            data.platform().toString(),
            "PLATFORM_TIME_FACTOR",
            TIME_FACTOR,
            "PLATFORM_IPN_URL",
            adapter(options) + "/v1/platforms/vnpay/ipn");
    return ServiceProcess.start(
        Program.of("local-stack", "vn.baodanh.local.platform.PlatformSimulator")
            .withFlags("-Xmx256m"),
        environment,
        URI.create(platform(options) + "/simulator/totals"),
        data.log("platform"));
  }

  /** The payment adapter, on a database of its own. */
  static ServiceProcess startAdapter(
      RunOptions options, RunDirectory data, PostgresStore postgres, RedisStore redis) {
    postgres.createDatabase("payment");
    var environment =
        Map.ofEntries(
            Map.entry("HTTP_PORT", Integer.toString(options.adapterPort())),
            Map.entry("MANAGEMENT_PORT", Integer.toString(options.adapterManagementPort())),
            Map.entry("DATABASE_URL", postgres.url("payment", "payment")),
            Map.entry("MIGRATION_DATABASE_URL", postgres.url("payment_owner", "payment")),
            Map.entry("REDIS_URL", redis.url()),
            Map.entry("ASK_FIRST_MS", ASK_FIRST_MS),
            Map.entry("ASK_INTERVAL_MS", ASK_INTERVAL_MS),
            Map.entry("VNPAY_PAY_URL", platform(options) + "/paymentv2/vpcpay.html"),
            Map.entry("VNPAY_API_URL", platform(options) + "/merchant_webapi/api/transaction"),
            Map.entry("VNPAY_RETURN_URL", adapter(options) + "/v1/platforms/vnpay/return"),
            Map.entry("MOMO_API_URL", platform(options) + "/v2/gateway/api"),
            Map.entry("MOMO_IPN_URL", adapter(options) + "/v1/platforms/momo/ipn"),
            Map.entry("MOMO_RETURN_URL", adapter(options) + "/v1/platforms/momo/return"),
            Map.entry("AFTER_PAYMENT_URL", pages(options) + "/payment"),
            Map.entry("ALLOW_DEVELOPMENT_KEYS", "true"));
    var ready = "http://127.0.0.1:%d/ready".formatted(options.adapterManagementPort());
    return ServiceProcess.start(
        Program.of("payment-adapter").withFlags("-Xmx384m"),
        environment,
        URI.create(ready),
        data.log("payment-adapter"));
  }

  static String adapter(RunOptions options) {
    return "http://127.0.0.1:" + options.adapterPort();
  }

  /** Where people reach the pages. */
  static String pages(RunOptions options) {
    return "http://127.0.0.1:" + options.pagesPort();
  }

  static String platform(RunOptions options) {
    return "http://127.0.0.1:" + options.platformPort();
  }
}
