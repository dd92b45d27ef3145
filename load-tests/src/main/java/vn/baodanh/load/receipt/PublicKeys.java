package vn.baodanh.load.receipt;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The keys that may sign heads, by key id. */
public final class PublicKeys {
  /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final Map<String, PublicKey> keyById;
  private final List<PublicKey> anyId;

  private PublicKeys(Map<String, PublicKey> keyById, List<PublicKey> anyId) {
    this.keyById = Map.copyOf(keyById);
    this.anyId = List.copyOf(anyId);
  }

  /** The member {@code keys} of {@code GET /v1/log/heads}. */
  public static PublicKeys published(JsonArray keys) {
    var byId = new HashMap<String, PublicKey>();
    for (int i = 0; i < keys.size(); i++) {
      JsonObject key = keys.getJsonObject(i);
      if ("Ed25519".equals(key.getString("algorithm"))) {
        byId.put(key.getString("keyId"), key(key.getString("publicKey")));
      }
    }
    return new PublicKeys(byId, List.of());
  }

  /** One key, whatever id a head names: 32 bytes in base64. */
  public static PublicKeys only(String base64) {
    return new PublicKeys(Map.of(), List.of(key(base64)));
  }

  private static PublicKey key(String base64) {
    var raw = Base64.getDecoder().decode(base64);
    if (raw.length != 32) {
      throw new IllegalArgumentException("An Ed25519 key has 32 bytes, not " + raw.length);
    }
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(new Packed().raw(X509).raw(raw).bytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Not an Ed25519 key: " + base64, e);
    }
  }

  boolean signed(String keyId, byte[] message, byte[] signature) {
    var candidates = new ArrayList<>(anyId);
    var named = keyById.get(keyId);
    if (named != null) {
      candidates.add(named);
    }
    return candidates.stream().anyMatch(key -> verifies(key, message, signature));
  }

  private static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
    try {
      var check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
