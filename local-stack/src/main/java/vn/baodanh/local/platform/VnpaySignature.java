package vn.baodanh.local.platform;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * VNPAY's two signatures, HMAC-SHA512 in lower-case hex: over the fields of an address, and over
 * the values of a message.
 */
final class VnpaySignature {
  static final String FIELD = "vnp_SecureHash";

  private static final String FIELD_TYPE = "vnp_SecureHashType";

  private final Hmac hmac;

  VnpaySignature(String secret) {
    hmac = new Hmac("HmacSHA512", secret);
  }

  /** Over fields: sorted by name, without empty ones and the signature's own, form-encoded. */
  String ofFields(Map<String, String> fields) {
    return hmac.hex(signed(fields));
  }

  /** Over values in an agreed order, a stroke between two. */
  String ofValues(List<String> values) {
    return hmac.hex(String.join("|", values));
  }

  /** The query of an address with its signature behind the other fields. */
  String query(Map<String, String> fields) {
    return signed(fields) + "&" + FIELD + "=" + ofFields(fields);
  }

  private static String signed(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .filter(field -> !field.getValue().isEmpty())
            .filter(field -> !field.getKey().equals(FIELD) && !field.getKey().equals(FIELD_TYPE))
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Whether two signatures are the same, found in a time that tells nothing. */
  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8),
        given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }
}
