package vn.baodanh.load.payments;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A key that registration-service registers with the payment adapter, and tokens it signs. */
final class CallerKey {
  static final String ISSUER = "registration-service";

  private static final String AUDIENCE = "payment-adapter";
  private static final String KEY_ID = "load-tests";
  private static final Duration LIFETIME = Duration.ofHours(6);
  private static final int PUBLIC_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair pair;

  CallerKey() {
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public half as a JSON Web Key Set (RFC 7517, RFC 8037). */
  String keySet() {
    var encoded = pair.getPublic().getEncoded();
    var bytes = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
    return """
    {"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","kid":"%s","x":"%s"}]}\
    """
        .formatted(KEY_ID, BASE64.encodeToString(bytes));
  }

  /** The private half as registration-service is given it, a JSON Web Key. */
  String privateKey() {
    var encoded = pair.getPrivate().getEncoded();
    var seed = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
    return new JsonObject(keySet())
        .getJsonArray("keys")
        .getJsonObject(0)
        .put("d", BASE64.encodeToString(seed))
        .encode();
  }

  /** A token (RFC 7519) of somebody who has these roles. */
  String token(String subject, String... roles) {
    var now = Instant.now();
    var header = new JsonObject().put("alg", "EdDSA").put("typ", "JWT").put("kid", KEY_ID);
    var claims =
        new JsonObject()
            .put("iss", ISSUER)
            .put("sub", subject)
            .put("aud", AUDIENCE)
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(LIFETIME).getEpochSecond())
            .put("roles", List.of(roles));
    var content = part(header) + "." + part(claims);
    return content + "." + BASE64.encodeToString(signature(content));
  }

  private static String part(JsonObject json) {
    return BASE64.encodeToString(json.encode().getBytes(UTF_8));
  }

  private byte[] signature(String content) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(content.getBytes(US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
