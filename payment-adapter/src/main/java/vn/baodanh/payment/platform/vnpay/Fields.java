package vn.baodanh.payment.platform.vnpay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.baodanh.payment.platform.Secrets;

/**
 * The {@code vnp_} fields of a query, by name. What the signature covers: all but the signature and
 * its type, without empty ones, sorted by name.
 */
record Fields(SortedMap<String, String> values) {
  private static final String PREFIX = "vnp_";
  private static final String HASH = "vnp_SecureHash";
  private static final String HASH_TYPE = "vnp_SecureHashType";

  static Fields of(Map<String, String> values) {
    return new Fields(new TreeMap<>(values));
  }

  /**
   * Takes a query apart (application/x-www-form-urlencoded). Nothing if a field comes twice or is
   * not encoded as it should: nobody can say then which text was signed.
   */
  static Optional<Fields> parse(String query) {
    SortedMap<String, String> values = new TreeMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      try {
        String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), UTF_8);
        String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), UTF_8);
        if (name.startsWith(PREFIX) && values.put(name, value) != null) {
          return Optional.empty();
        }
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(new Fields(values));
  }

  /** The field's value; empty if there is none. */
  String get(String name) {
    return values.getOrDefault(PREFIX + name, "");
  }

  /** The query with its signature. */
  String signedQuery(Secrets secrets) {
    String query = query();
    return query + "&" + HASH + "=" + secrets.sign(query);
  }

  /**
   * Whether one of the secrets signed these fields. Some senders sign a space as {@code %20}
   * instead of {@code +}: either is good.
   */
  boolean isSigned(Secrets secrets) {
    String hash = values.getOrDefault(HASH, "");
    String query = query();
    return secrets.signed(query, hash) || secrets.signed(query.replace("+", "%20"), hash);
  }

  private String query() {
    return values.entrySet().stream()
        .filter(field -> !field.getValue().isEmpty())
        .filter(field -> !field.getKey().equals(HASH) && !field.getKey().equals(HASH_TYPE))
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
