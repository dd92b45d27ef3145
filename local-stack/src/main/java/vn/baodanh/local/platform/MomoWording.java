package vn.baodanh.local.platform;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** MoMo's notification (POST, to be answered 204), and the same fields in the payer's way back. */
final class MomoWording implements Wording {
  private final Merchant merchant;
  private final MomoSignature signature;

  MomoWording(Merchant merchant) {
    this.merchant = merchant;
    signature = new MomoSignature(merchant);
  }

  @Override
  public Notification notification(Payment payment) {
    var body = new JsonObject(fields(payment)).toBuffer();
    return new Notification(HttpMethod.POST, payment.order().noticeAddress(), body);
  }

  @Override
  public String back(Payment payment) {
    var query =
        fields(payment).entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return Address.with(payment.order().returnAddress(), query);
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
  }

  private Map<String, Object> fields(Payment payment) {
    var order = payment.order();
    var fields = new TreeMap<String, Object>();
    fields.put("partnerCode", merchant.partnerCode());
    fields.put("orderId", order.reference());
    fields.put("requestId", order.requestId());
    fields.put("amount", payment.amountTold());
    fields.put("orderInfo", order.info());
    fields.put("orderType", "momo_wallet");
    fields.put("transId", payment.number());
    fields.put("resultCode", payment.outcome().resultCode());
    fields.put("message", payment.outcome().name());
    fields.put("payType", "qr");
    fields.put("responseTime", payment.changedAt().toEpochMilli());
    fields.put("extraData", order.extra());
    fields.put(MomoSignature.FIELD, signature.of(fields));
    return fields;
  }

  @Override
  public String code(int status, String body) {
    return "HTTP " + status;
  }

  @Override
  public boolean isEnd(String code) {
    return code.equals("HTTP 204");
  }
}
