package vn.baodanh.load.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * The key with which a university's program signs its own short tokens (RFC 7519, RFC 8037).
 *
 * @param grant the id under which it is registered; empty before
 */
record MachineKey(KeyPair pair, String grant) {
  private static final String ALGORITHM = "Ed25519";
  private static final int RAW_KEY_BYTES = 32;
  private static final int LIVES_S = 300;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  static MachineKey generate() {
    try {
      return new MachineKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair(), "");
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new AssertionError(everyJdkHasIt);
    }
  }

  MachineKey registeredAs(String id) {
    return new MachineKey(pair, id);
  }

  JsonObject publicKey() {
    byte[] x509 = pair.getPublic().getEncoded();
    byte[] raw = Arrays.copyOfRange(x509, x509.length - RAW_KEY_BYTES, x509.length);
    return new JsonObject()
        .put("kty", "OKP")
        .put("crv", ALGORITHM)
        .put("x", BASE64.encodeToString(raw));
  }

  String token() {
    long now = Instant.now().getEpochSecond();
    var header = new JsonObject().put("alg", "EdDSA").put("kid", grant);
    var claims =
        new JsonObject()
            .put("iss", grant)
            .put("sub", grant)
            .put("aud", "baodanh")
            .put("iat", now)
            .put("exp", now + LIVES_S);
    String content = encoded(header) + "." + encoded(claims);
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(pair.getPrivate());
      signature.update(content.getBytes(UTF_8));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(JsonObject json) {
    return BASE64.encodeToString(json.encode().getBytes(UTF_8));
  }
}
