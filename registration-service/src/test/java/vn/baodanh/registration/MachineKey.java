package vn.baodanh.registration;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.vertx.core.json.JsonObject;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;

/** The key with which a machine of a university signs its tokens. */
record MachineKey(KeyPair pair) {
  static MachineKey generate() {
    return new MachineKey(Jwks.CRV.Ed25519.keyPair().build());
  }

  /** As it is registered. */
  JsonObject publicKey() {
    var jwk = new JsonObject();
    Jwks.builder().octetKey(pair.getPublic()).build().forEach(jwk::put);
    return jwk;
  }

  /** A good token of the machine whose grant has this id. */
  String token(String grant) {
    return claims(grant).compact();
  }

  JwtBuilder claims(String grant) {
    Instant now = Instant.now();
    return Jwts.builder()
        .header()
        .keyId(grant)
        .and()
        .issuer(grant)
        .subject(grant)
        .audience()
        .add("baodanh")
        .and()
        .issuedAt(Date.from(now))
        .expiration(Date.from(now.plusSeconds(300)))
        .signWith(pair.getPrivate());
  }
}
