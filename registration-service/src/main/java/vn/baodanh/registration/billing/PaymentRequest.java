package vn.baodanh.registration.billing;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Somebody who wants to pay, as the request says.
 *
 * @param key names the attempt, for whoever asks
 * @param payerAddress the IP address, which platforms want to know
 * @param language {@code vi} or {@code en}
 * @param bankCode the way or the bank chosen, by the platform's code
 */
record PaymentRequest(
    String key, String platform, String payerAddress, String language, Optional<String> bankCode) {
  /** Reads a request that is as the contract says. */
  static PaymentRequest of(RoutingContext ctx) {
    JsonObject body = requireNonNull(ctx.body().asJsonObject());
    return new PaymentRequest(
        requireNonNull(ctx.request().getHeader("Idempotency-Key")),
        body.getString("platform"),
        withoutZone(ctx.request().remoteAddress().hostAddress()),
        body.getString("language"),
        Optional.ofNullable(body.getString("bankCode")));
  }

  /** Of an IPv6 address, the name of an interface here (RFC 4007) is nobody else's matter. */
  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }

  /** Whether it asks for the same; a repeat may come from another address. */
  boolean asksTheSameAs(PaymentRequest other) {
    return platform.equals(other.platform)
        && language.equals(other.language)
        && bankCode.equals(other.bankCode);
  }
}
