package vn.baodanh.load.candidate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

final class TokenMintTest {
  private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();
  private final TokenMint mint =
      new TokenMint("http://p", "baodanh", "k", new SigningKey(7), Duration.ofHours(1));
  private final Crowd crowd = new Crowd("test");

  @Test
  void anyVerifierAcceptsTheTokensWithThePublishedKey() throws GeneralSecurityException {
    var key = new JsonObject(mint.keySet()).getJsonArray("keys").getJsonObject(0);
    var published =
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new RSAPublicKeySpec(
                    new BigInteger(1, BASE64.decode(key.getString("n"))),
                    new BigInteger(1, BASE64.decode(key.getString("e")))));
    for (var token : mint.tokens(crowd, 0, 50, Instant.ofEpochSecond(1_800_000_000))) {
      var parts = new String(token, ISO_8859_1).split("\\.");
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(published);
      signature.update((parts[0] + "." + parts[1]).getBytes(ISO_8859_1));
      assertTrue(signature.verify(BASE64.decode(parts[2])));
    }
  }

  @Test
  void everyCandidateIsAnotherPerson() {
    var people = new HashSet<String>();
    for (int i = 0; i < 100; i++) {
      var token = new String(mint.token(crowd, i, Instant.ofEpochSecond(1_800_000_000)), UTF_8);
      var claims = new JsonObject(new String(BASE64.decode(token.split("\\.")[1]), UTF_8));
      assertEquals(12, claims.getString("citizen_id").length());
      people.add(claims.getString("sub") + claims.getString("citizen_id"));
    }
    assertEquals(100, people.size());
  }

  @Test
  void anIdOfAPersonIsAVersion8Uuid() {
    var id = Crowd.id("http://p", "test-1");
    assertEquals(8, id.version());
    assertEquals(2, id.variant());
  }
}
