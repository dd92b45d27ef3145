package vn.baodanh.local.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.baodanh.local.platform.TestMerchant.await;
import static vn.baodanh.local.platform.TestMerchant.json;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** MoMo as a merchant meets it; what it signs is spelt out here once more. */
@Timeout(30)
final class MomoTest {
  private static final String NOTICE =
      "amount extraData message orderId orderInfo orderType partnerCode payType requestId"
          + " responseTime resultCode transId";

  @TempDir private static Path directory;
  private static final List<JsonObject> NOTICES = new CopyOnWriteArrayList<>();
  private static Vertx vertx;
  private static HttpServer server;
  private static TestMerchant merchant;
  private static Platform platform;

  @BeforeAll
  static void start() {
    NOTICES.clear();
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer()
            .requestHandler(request ->
                request
                    .body()
                    .onSuccess(body -> {
                      NOTICES.add(body.toJsonObject());
                      request.response().setStatusCode(204).end();
                    }))
            .listen(0, "127.0.0.1")
            .await();
    merchant = new TestMerchant();
    var environment = merchant.environment(directory, 10_000);
    platform = Platform.start(PlatformSettings.of(environment), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    platform.close();
    merchant.close();
    vertx.close().await();
  }

  @Test
  void anOrderIsCreatedPaidNotifiedFoundAndSentBack() {
    var created = ask("create", order("M1"));
    assertEquals(0, created.getInteger("resultCode"));
    var query = order("M1");
    assertEquals(
        1000,
        ask("query", signed(query, "orderId partnerCode requestId")).getInteger("resultCode"));

    var back = pay(created.getString("payUrl"));
    assertTrue(back.startsWith("http://127.0.0.1:1/back?amount=135000&"), back);
    await(() -> NOTICES.size() == 1);
    var notice = NOTICES.getFirst();
    assertEquals(0, notice.getInteger("resultCode"));
    assertEquals(signature(notice, NOTICE), notice.getString("signature"));
    var found = ask("query", signed(query, "orderId partnerCode requestId"));
    assertEquals(0, found.getInteger("resultCode"));

    var refund =
        new JsonObject()
            .put("partnerCode", "MOMOBAODANH")
            .put("orderId", "R1")
            .put("requestId", "R1")
            .put("amount", 35_000)
            .put("transId", found.getLong("transId"))
            .put("description", "");
    signed(refund, "amount description orderId partnerCode requestId transId");
    assertEquals(0, ask("refund", refund).getInteger("resultCode"));
    assertEquals(40, ask("refund", refund).getInteger("resultCode"));
    found = ask("query", signed(query, "orderId partnerCode requestId"));
    assertEquals(35_000, found.getJsonArray("refundTrans").getJsonObject(0).getLong("amount"));
  }

  @Test
  void anOrderThatIsNotRightIsRefused() {
    assertEquals(13, ask("create", order("M2").put("amount", 1)).getInteger("resultCode"));
    assertEquals(13, ask("create", new JsonObject()).getInteger("resultCode"));
    ask("create", order("M2"));
    var other = order("M2").put("amount", 1);
    var fields =
        "amount extraData ipnUrl orderId orderInfo partnerCode redirectUrl requestId requestType";
    assertEquals(41, ask("create", signed(other, fields)).getInteger("resultCode"));
    var unknown = order("M-unknown");
    assertEquals(
        42,
        ask("query", signed(unknown, "orderId partnerCode requestId")).getInteger("resultCode"));
  }

  private static JsonObject order(String id) {
    var order =
        new JsonObject()
            .put("partnerCode", "MOMOBAODANH")
            .put("requestId", id)
            .put("amount", 135_000)
            .put("orderId", id)
            .put("orderInfo", "bill-" + id)
            .put("redirectUrl", "http://127.0.0.1:1/back")
            .put("ipnUrl", "http://127.0.0.1:%d/momo".formatted(server.actualPort()))
            .put("requestType", "captureWallet")
            .put("extraData", "")
            .put("lang", "vi");
    return signed(
        order,
        "amount extraData ipnUrl orderId orderInfo partnerCode redirectUrl requestId requestType");
  }

  private static JsonObject signed(JsonObject request, String names) {
    return request.put("signature", signature(request, names));
  }

  private static String signature(JsonObject message, String names) {
    var text =
        Stream.of(names.split(" "))
            .map(name -> name + "=" + message.getValue(name))
            .collect(Collectors.joining("&", "accessKey=an access key of MoMo&", ""));
    return new Hmac("HmacSHA256", "a secret of MoMo that everybody knows").hex(text);
  }

  private static JsonObject ask(String what, JsonObject request) {
    return json(merchant.post(platform, "/v2/gateway/api/" + what, request.encode()));
  }

  /** Pays on the page, and says where the browser is sent. */
  private static String pay(String page) {
    var form =
        HttpRequest.newBuilder(URI.create(page))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("wish=pay"));
    return merchant.send(form).headers().firstValue("Location").orElseThrow();
  }
}
