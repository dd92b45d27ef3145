package vn.baodanh.registration.session;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A sign-in between our way to the portal and the way back.
 *
 * @param state returned by the portal; binds its answer to this browser (RFC 6749, 10.12)
 * @param nonce returned in the ID token; binds that to this sign-in (OpenID Connect Core, 3.1.2.1)
 * @param verifier of the code (RFC 7636)
 * @param back the page to go on with
 * @param until when it is too late
 */
record SignInUnderWay(String state, String nonce, String verifier, String back, Instant until) {
  static final Duration GOOD_FOR = Duration.ofMinutes(10);

  byte[] write() {
    return new JsonObject()
        .put("state", state)
        .put("nonce", nonce)
        .put("verifier", verifier)
        .put("back", back)
        .put("until", until.getEpochSecond())
        .toBuffer()
        .getBytes();
  }

  static Optional<SignInUnderWay> read(byte[] content) {
    try {
      var json = new JsonObject(Buffer.buffer(content));
      return Optional.of(
          new SignInUnderWay(
              json.getString("state"),
              json.getString("nonce"),
              json.getString("verifier"),
              json.getString("back"),
              Instant.ofEpochSecond(json.getLong("until"))));
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      return Optional.empty();
    }
  }
}
