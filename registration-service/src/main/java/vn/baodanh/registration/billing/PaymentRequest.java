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
  static PaymentRequest of(RoutingContext ctx, String payerAddress) {
    JsonObject body = requireNonNull(ctx.body().asJsonObject());
    return new PaymentRequest(
        requireNonNull(ctx.request().getHeader("Idempotency-Key")),
        body.getString("platform"),
        payerAddress,
        body.getString("language"),
        Optional.ofNullable(body.getString("bankCode")));
  }

  /** Whether it asks for the same; a repeat may come from another address. */
  boolean asksTheSameAs(PaymentRequest other) {
    return platform.equals(other.platform)
        && language.equals(other.language)
        && bankCode.equals(other.bankCode);
  }
}
