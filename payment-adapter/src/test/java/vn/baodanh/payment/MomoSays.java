package vn.baodanh.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Notifications as MoMo makes them, signed for the test. */
final class MomoSays {
  static final String SECRET = "a secret of MoMo that everybody knows";
  static final String PATH = "/v1/platforms/momo/ipn";
  private static final String SIGNED =
      "amount extraData message orderId orderInfo orderType partnerCode payType requestId"
          + " responseTime resultCode transId";

  private MomoSays() {}

  static JsonObject notice(String reference, long amount, long transId, int resultCode) {
    return new JsonObject()
        .put("partnerCode", "MOMOBAODANH")
        .put("orderId", reference)
        .put("requestId", reference)
        .put("amount", amount)
        .put("orderInfo", "BaoDanh" + reference)
        .put("orderType", "momo_wallet")
        .put("transId", transId)
        .put("resultCode", resultCode)
        .put("message", "Giao dịch thành công.")
        .put("payType", "qr")
        .put("responseTime", 1_784_171_730_000L)
        .put("extraData", "");
  }

  static JsonObject paid(String reference, long amount, long transId) {
    return signed(notice(reference, amount, transId, 0), SECRET);
  }

  static JsonObject signed(JsonObject notice, String secret) {
    String text =
        Stream.of(SIGNED.split(" "))
            .map(name -> name + "=" + notice.getValue(name, ""))
            .collect(Collectors.joining("&", "accessKey=an access key of MoMo&", ""));
    return notice.put("signature", hmac(text, secret));
  }

  private static String hmac(String text, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
