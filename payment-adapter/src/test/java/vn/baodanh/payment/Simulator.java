package vn.baodanh.payment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import vn.baodanh.local.Ports;
import vn.baodanh.local.platform.Platform;
import vn.baodanh.local.platform.PlatformSettings;

/** The platform's simulator in this JVM, which notifies a node, and the node's settings for it. */
final class Simulator implements AutoCloseable {
  private final int nodePort = Ports.free();
  private final Platform platform;

  /**
   * @param timeFactor how many times faster it does what it does by itself
   */
  Simulator(int timeFactor) {
    this(timeFactor, Duration.ZERO);
  }

  /**
   * @param ahead how much its clock is
   */
  Simulator(int timeFactor, Duration ahead) {
    try {
      platform =
          Platform.start(
              PlatformSettings.of(
                  Map.of(
                      "PLATFORM_PORT",
                      "0",
                      "PLATFORM_DATA",
                      Files.createTempDirectory("platform").toString(),
                      "PLATFORM_TIME_FACTOR",
                      Integer.toString(timeFactor),
                      "PLATFORM_IPN_URL",
                      "http://127.0.0.1:" + nodePort + "/v1/platforms/vnpay/ipn")),
              Clock.offset(Clock.systemUTC(), ahead));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings of the node that is notified, names and values in turn. */
  String[] settings(String... more) {
    String momoIpn = "http://127.0.0.1:" + nodePort + "/v1/platforms/momo/ipn";
    String[] settings = {
      "HTTP_PORT", Integer.toString(nodePort),
      "VNPAY_PAY_URL", platform.origin() + "/paymentv2/vpcpay.html",
      "VNPAY_API_URL", platform.origin() + "/merchant_webapi/api/transaction",
      "MOMO_API_URL", platform.origin() + "/v2/gateway/api",
      "MOMO_IPN_URL", momoIpn
    };
    String[] all = java.util.Arrays.copyOf(settings, settings.length + more.length);
    System.arraycopy(more, 0, all, settings.length, more.length);
    return all;
  }

  /** A payer who was sent to this address pays, cancels or fails, and faults strike. */
  JsonObject payer(String address, String wish, String... faults) {
    JsonObject payment =
        new JsonObject()
            .put("url", address)
            .put("wish", wish)
            .put("faults", new JsonArray(java.util.List.of(faults)));
    JsonObject body = new JsonObject().put("payments", new JsonArray().add(payment));
    return ask("POST", "/simulator/payments", body).getJsonArray("payments").getJsonObject(0);
  }

  /** What strikes queries and refunds from now on, a thousand of a thousand. */
  void always(String... faults) {
    JsonObject perMille = new JsonObject();
    for (String fault : faults) {
      perMille.put(fault, 1_000);
    }
    ask("PUT", "/simulator/faults", new JsonObject().put("seed", 1).put("perMille", perMille));
  }

  JsonObject totals() {
    return ask("GET", "/simulator/totals", new JsonObject());
  }

  int refunds() {
    return totals().getInteger("refunds");
  }

  private JsonObject ask(String method, String path, JsonObject body) {
    return Node.send(
            HttpRequest.newBuilder(URI.create(platform.origin() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body.encode())))
        .join()
        .expect(200)
        .json();
  }

  /** Follows the address as a browser does, and presses the page's button. */
  void atThePage(String address) {
    Node.send(
            HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("wish=pay")))
        .join()
        .expect(303);
  }

  @Override
  public void close() {
    platform.close();
  }
}
