package vn.baodanh.payment.platform.momo;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.baodanh.payment.platform.Secrets;

/**
 * What MoMo and we sign: HMAC-SHA256 over {@code name=value}, joined with {@code &}, of the access
 * key and the fields that the message's kind names, in this order.
 */
final class MomoSignature {
  static final String FIELD = "signature";

  static final List<String> CREATE =
      names(
          "accessKey amount extraData ipnUrl orderId orderInfo partnerCode redirectUrl requestId"
              + " requestType");
  static final List<String> QUERY = names("accessKey orderId partnerCode requestId");
  static final List<String> REFUND =
      names("accessKey amount description orderId partnerCode requestId transId");
  private static final List<String> NOTICE =
      names(
          "accessKey amount extraData message orderId orderInfo orderType partnerCode payType"
              + " requestId responseTime resultCode transId");

  private final String accessKey;
  private final Secrets secrets;

  MomoSignature(MomoSettings settings) {
    this.accessKey = settings.accessKey();
    this.secrets = Secrets.sha256(settings.secret(), settings.otherSecret());
  }

  private static List<String> names(String names) {
    return Stream.of(names.split(" ")).toList();
  }

  /** The signature of a request with these fields. */
  String of(List<String> names, UnaryOperator<String> value) {
    return secrets.sign(joined(names, value));
  }

  /** Whether one of the secrets signed this notification, or way back, and nothing is missing. */
  boolean isGood(MomoFields fields) {
    return fields.values().keySet().containsAll(NOTICE.subList(1, NOTICE.size()))
        && secrets.signed(joined(NOTICE, fields::get), fields.get(FIELD));
  }

  private String joined(List<String> names, UnaryOperator<String> value) {
    return names.stream()
        .map(name -> name + "=" + (name.equals("accessKey") ? accessKey : value.apply(name)))
        .collect(Collectors.joining("&"));
  }
}
