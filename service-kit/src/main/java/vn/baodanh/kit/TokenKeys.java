package vn.baodanh.kit;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.io.Parser;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.JwkSet;
import io.jsonwebtoken.security.Jwks;
import io.vertx.core.json.JsonObject;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The keys of an issuer by key id, each with the one algorithm (RFC 7518, RFC 8037) that fits its
 * type.
 */
record TokenKeys(Map<String, Entry> byId) {

  static final TokenKeys NONE = new TokenKeys(Map.of());

  private static final int MOST_KEYS = 50;
  private static final Parser<JwkSet> PARSER = Jwks.setParser().ignoreUnsupported(true).build();

  record Entry(PublicKey key, String algorithm) {}

  /**
   * Takes the public signature keys of a JWK set (RFC 7517); passes over whatever cannot sign a
   * token for us.
   */
  static TokenKeys read(String jwks) {
    var byId = new HashMap<String, Entry>();
    for (Jwk<?> jwk : PARSER.parse(jwks).getKeys()) {
      if (jwk.getId() != null
          && jwk.toKey() instanceof PublicKey key
          && isForSignatures(jwk)
          && byId.size() < MOST_KEYS) {
        entry(key)
            .filter(one -> jwk.getAlgorithm() == null || jwk.getAlgorithm().equals(one.algorithm()))
            .ifPresent(one -> byId.put(jwk.getId(), one));
      }
    }
    return new TokenKeys(Map.copyOf(byId));
  }

  /**
   * Keys of machines, each a JWK (RFC 7517) under the id that it has here. Passes over whatever
   * {@link #canSign} refuses.
   */
  static TokenKeys ofMachines(Map<String, JsonObject> jwkById) {
    var byId = new HashMap<String, Entry>();
    jwkById.forEach((id, jwk) -> entry(jwk).ifPresent(entry -> byId.put(id, entry)));
    return new TokenKeys(Map.copyOf(byId));
  }

  /** Whether this JWK is a public key whose signatures are taken. */
  static boolean canSign(JsonObject jwk) {
    return entry(jwk).isPresent();
  }

  private static Optional<Entry> entry(JsonObject jwk) {
    try {
      return Jwks.parser().build().parse(jwk.encode()).toKey() instanceof PublicKey key
          ? entry(key)
          : Optional.empty();
    } catch (JwtException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Entry> entry(PublicKey key) {
    try {
      var usable = key instanceof RSAPublicKey rsa ? NativeCrypto.translated(rsa) : key;
      return algorithm(key).map(algorithm -> new Entry(usable, algorithm));
    } catch (InvalidKeyException e) {
      return Optional.empty();
    }
  }

  private static boolean isForSignatures(Jwk<?> jwk) {
    return Objects.requireNonNullElse(jwk.get("use"), "sig").equals("sig");
  }

  private static Optional<String> algorithm(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa when rsa.getModulus().bitLength() >= 2048 -> Optional.of("RS256");
      case ECPublicKey ec when ec.getParams().getOrder().bitLength() == 256 -> Optional.of("ES256");
      case EdECPublicKey ed when ed.getParams().getName().equals("Ed25519") -> Optional.of("EdDSA");
      default -> Optional.empty();
    };
  }
}
