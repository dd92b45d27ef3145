package vn.baodanh.local.platform;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** MoMo's signature: HMAC-SHA256 in lower-case hex over name=value, sorted by name. */
final class MomoSignature {
  static final String FIELD = "signature";

  private final String accessKey;
  private final Hmac hmac;

  MomoSignature(Merchant merchant) {
    accessKey = merchant.accessKey();
    hmac = new Hmac("HmacSHA256", merchant.momoSecret());
  }

  /** Over these fields and the access key. */
  String of(Map<String, ?> fields) {
    var all = new TreeMap<String, Object>(fields);
    all.put("accessKey", accessKey);
    return hmac.hex(
        all.entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining("&")));
  }
}
