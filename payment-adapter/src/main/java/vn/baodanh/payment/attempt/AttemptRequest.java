package vn.baodanh.payment.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import vn.baodanh.payment.platform.Payer;

/**
 * An attempt as registration asks for it.
 *
 * @param payableUntil when the payer must have paid
 */
record AttemptRequest(String platform, Payer payer, Optional<Instant> payableUntil) {
  /** Reads a body that is as the contract says. */
  static AttemptRequest read(JsonObject body) {
    return new AttemptRequest(
        body.getString("platform"),
        new Payer(
            body.getString("payerAddress"),
            body.getString("language"),
            Optional.ofNullable(body.getString("bankCode"))),
        Optional.ofNullable(body.getString("payableUntil")).map(Instant::parse));
  }

  /** Tells requests apart; what differs in form only is the same. */
  byte[] digest() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(toString().getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
