package vn.baodanh.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Notifications as VNPAY makes them, signed for the test. */
final class VnpaySays {
  static final String SECRET = "a secret of VNPAY that everybody knows";

  private VnpaySays() {}

  static TreeMap<String, String> fields(
      String reference, long amount, String transactionNo, String code, String status) {
    return new TreeMap<>(
        Map.of(
            "vnp_TmnCode",
            "BAODANH1",
            "vnp_Amount",
            Long.toString(amount * 100),
            "vnp_BankCode",
            "NCB",
            "vnp_OrderInfo",
            "BaoDanh" + reference,
            "vnp_TransactionNo",
            transactionNo,
            "vnp_PayDate",
            "20260716101530",
            "vnp_ResponseCode",
            code,
            "vnp_TransactionStatus",
            status,
            "vnp_TxnRef",
            reference));
  }

  static String paid(String reference, long amount, String transactionNo) {
    return ipn(fields(reference, amount, transactionNo, "00", "00"));
  }

  /** The path of a signed notification. */
  static String ipn(Map<String, String> fields) {
    return "/v1/platforms/vnpay/ipn?" + signed(fields, SECRET);
  }

  static String signed(Map<String, String> fields, String secret) {
    String query =
        new TreeMap<>(fields)
            .entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    return query + "&vnp_SecureHash=" + hmac(query, secret);
  }

  /** An answer to a request about an order, with the fields that are given. */
  static String answer(JsonObject fields, boolean isOfAsking) {
    return answer(fields, isOfAsking, SECRET);
  }

  static String answer(JsonObject fields, boolean isOfAsking, String secret) {
    String names =
        "ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate"
            + " TransactionNo TransactionType TransactionStatus OrderInfo"
            + (isOfAsking ? " PromotionCode PromotionAmount" : "");
    String joined =
        Stream.of(names.split(" "))
            .map(name -> fields.getString("vnp_" + name, ""))
            .collect(Collectors.joining("|"));
    return fields.copy().put("vnp_SecureHash", hmac(joined, secret)).encode();
  }

  /** A platform that says this when it is asked; 500 to what it has no answer for. */
  static HttpServer platform(Function<JsonObject, Optional<String>> says) throws IOException {
    HttpServer platform = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    platform.createContext(
        "/",
        exchange -> {
          var request = new JsonObject(Buffer.buffer(exchange.getRequestBody().readAllBytes()));
          Optional<String> said = says.apply(request);
          byte[] answer = said.orElse("{}").getBytes(UTF_8);
          exchange.sendResponseHeaders(said.isPresent() ? 200 : 500, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    platform.start();
    return platform;
  }

  static String address(HttpServer platform) {
    return "http://127.0.0.1:" + platform.getAddress().getPort() + "/";
  }

  static String hmac(String text, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA512"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
