package vn.baodanh.local.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Addresses of the web that others give us. */
final class Address {
  private Address() {}

  /** Scheme, host and port of an http or https address; empty if it is none. */
  static Optional<String> origin(String address) {
    try {
      var uri = new URI(address);
      var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
        return Optional.empty();
      }
      var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return Optional.of(uri.getScheme() + "://" + uri.getHost() + port);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The fields of a query; empty if one is there twice or cannot be decoded. */
  static Optional<Map<String, String>> fields(String query) {
    var fields = new HashMap<String, String>();
    for (var field : query.split("&")) {
      var middle = field.indexOf('=');
      try {
        var name =
            URLDecoder.decode(field.substring(0, Math.max(0, middle)), StandardCharsets.UTF_8);
        var value = URLDecoder.decode(field.substring(middle + 1), StandardCharsets.UTF_8);
        if (name.isEmpty() || fields.put(name, value) != null) {
          return Optional.empty();
        }
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(fields);
  }

  /** An address with more fields in its query. */
  static String with(String address, String query) {
    return address + (address.contains("?") ? "&" : "?") + query;
  }
}
