package vn.baodanh.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
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
