package vn.baodanh.local.platform;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import vn.baodanh.local.Ports;

/** A merchant that asks the platform, and writes down how it is notified. */
final class TestMerchant implements AutoCloseable {
  static final String SECRET = "the secret of a test";
  static final String TMN_CODE = "TESTSHOP";

  private static final String QUERY =
      "RequestId Version Command TmnCode TxnRef TransactionDate CreateDate IpAddr OrderInfo";
  private static final String REFUND =
      "RequestId Version Command TmnCode TransactionType TxnRef Amount TransactionNo"
          + " TransactionDate CreateBy CreateDate IpAddr OrderInfo";

  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  /** For an answer, or whatever is awaited, on two cores that others keep busy, too. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicInteger requests = new AtomicInteger();
  final VnpaySignature signature = new VnpaySignature(SECRET);
  final Instant created = Instant.now();

  /** All notifications in the order in which they came. */
  final List<Map<String, String>> notices = new CopyOnWriteArrayList<>();

  /**
   * What is answered to the notifications of a reference: codes in their order, the last of them
   * ever after; 00 where nothing is said.
   */
  final Map<String, String> answers = new ConcurrentHashMap<>();

  TestMerchant() {
    server = listening(Ports.free());
  }

  private HttpServer listening(int port) {
    return vertx
        .createHttpServer()
        .requestHandler(request -> {
          var fields = Address.fields(request.query()).orElseThrow();
          notices.add(fields);
          var code = code(fields.get("vnp_TxnRef"));
          request.response().end(new JsonObject().put("RspCode", code).encode());
        })
        .listen(port, "127.0.0.1")
        .await();
  }

  private String code(String reference) {
    var codes = answers.getOrDefault(reference, "00").split(" ");
    return codes[Math.min(told(reference).size(), codes.length) - 1];
  }

  /** Takes no connection until it {@link #comesBack}. */
  void goesAway() {
    server.close().await();
  }

  void comesBack() {
    server = listening(server.actualPort());
  }

  Map<String, String> environment(Path data, int timeFactor) {
    return Map.of(
        "PLATFORM_PORT",
        "0",
        "PLATFORM_DATA",
        data.toString(),
        "PLATFORM_TIME_FACTOR",
        Integer.toString(timeFactor),
        "PLATFORM_IPN_URL",
        "http://127.0.0.1:%d/ipn".formatted(server.actualPort()),
        "VNPAY_TMN_CODE",
        TMN_CODE,
        "VNPAY_SECRET",
        SECRET);
  }

  /** The fields of a right request to pay 135,000 đồng within 15 minutes. */
  Map<String, String> payFields(String reference) {
    var fields = new TreeMap<String, String>();
    fields.put("vnp_Version", "2.1.0");
    fields.put("vnp_Command", "pay");
    fields.put("vnp_TmnCode", TMN_CODE);
    fields.put("vnp_Amount", "13500000");
    fields.put("vnp_CurrCode", "VND");
    fields.put("vnp_CreateDate", VnpayTime.text(created));
    fields.put("vnp_ExpireDate", VnpayTime.text(created.plus(Duration.ofMinutes(15))));
    fields.put("vnp_IpAddr", "127.0.0.1");
    fields.put("vnp_Locale", "vn");
    fields.put("vnp_OrderInfo", "bill-" + reference);
    fields.put("vnp_OrderType", "other");
    fields.put("vnp_ReturnUrl", "http://127.0.0.1:1/return?from=vnpay");
    fields.put("vnp_TxnRef", reference);
    return fields;
  }

  String payUrl(Platform platform, Map<String, String> fields) {
    return platform.origin() + "/paymentv2/vpcpay.html?" + signature.query(fields);
  }

  /** What the platform says to a payer who has this wish; the answer of /simulator/payments. */
  JsonObject pay(Platform platform, String reference, String wish, String... faults) {
    return pay(platform, payFields(reference), wish, faults);
  }

  JsonObject pay(Platform platform, Map<String, String> fields, String wish, String... faults) {
    var payment =
        new JsonObject()
            .put("url", payUrl(platform, fields))
            .put("wish", wish)
            .put("faults", List.of(faults));
    var body = new JsonObject().put("payments", List.of(payment));
    var answer = json(post(platform, "/simulator/payments", body.encode()));
    return answer.getJsonArray("payments").getJsonObject(0);
  }

  Map<String, String> queryFields(String reference) {
    var fields = common("querydr", reference);
    fields.put("vnp_OrderInfo", "query");
    return fields;
  }

  Map<String, String> refundFields(String reference, long dong, String type) {
    var fields = common("refund", reference);
    fields.put("vnp_TransactionType", type);
    fields.put("vnp_Amount", Long.toString(dong * 100));
    fields.put("vnp_TransactionNo", "");
    fields.put("vnp_CreateBy", "an");
    fields.put("vnp_OrderInfo", "refund");
    return fields;
  }

  private Map<String, String> common(String command, String reference) {
    var fields = new HashMap<String, String>();
    fields.put("vnp_RequestId", "r" + requests.incrementAndGet());
    fields.put("vnp_Version", "2.1.0");
    fields.put("vnp_Command", command);
    fields.put("vnp_TmnCode", TMN_CODE);
    fields.put("vnp_TxnRef", reference);
    fields.put("vnp_TransactionDate", VnpayTime.text(created));
    fields.put("vnp_CreateDate", VnpayTime.text(Instant.now()));
    fields.put("vnp_IpAddr", "127.0.0.1");
    return fields;
  }

  /** The platform's answer to a query or refund, signed here. */
  JsonObject ask(Platform platform, Map<String, String> fields) {
    var signed = "refund".equals(fields.get("vnp_Command")) ? REFUND : QUERY;
    var values = Stream.of(signed.split(" ")).map(name -> fields.get("vnp_" + name)).toList();
    var body = new JsonObject();
    fields.forEach(body::put);
    body.put("vnp_SecureHash", signature.ofValues(values));
    return json(post(platform, "/merchant_webapi/api/transaction", body.encode()));
  }

  HttpResponse<String> get(Platform platform, String path) {
    return send(HttpRequest.newBuilder(URI.create(platform.origin() + path)));
  }

  HttpResponse<String> post(Platform platform, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(platform.origin() + path))
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> put(Platform platform, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(platform.origin() + path))
            .PUT(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  /** The notifications of a reference as response code / transaction status, in their order. */
  List<String> told(String reference) {
    return noticesOf(reference).stream()
        .map(notice -> notice.get("vnp_ResponseCode") + "/" + notice.get("vnp_TransactionStatus"))
        .toList();
  }

  List<Map<String, String>> noticesOf(String reference) {
    return notices.stream().filter(notice -> notice.get("vnp_TxnRef").equals(reference)).toList();
  }

  static void await(BooleanSupplier condition) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in " + PATIENCE);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    client.close();
    vertx.close().await();
  }
}
