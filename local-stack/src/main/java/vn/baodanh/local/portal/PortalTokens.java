package vn.baodanh.local.portal;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Signs tokens as the portal does; needs its keys and no running portal, so that a load generator
 * can sign thousands itself. About 1 ms each: not for an event loop.
 */
public final class PortalTokens {
  /** How long a token lives. */
  public static final Duration LIFETIME = Duration.ofHours(12);

  private final String issuer;
  private final String audience;
  private final PortalKeys keys;
  private final Clock clock;

  /**
   * @param issuer the portal's address, as in its discovery document
   * @param audience who access tokens are for
   */
  public PortalTokens(String issuer, String audience, PortalKeys keys, Clock clock) {
    this.issuer = issuer;
    this.audience = audience;
    this.keys = keys;
    this.clock = clock;
  }

  /** An access token (RS256) that lives {@link #LIFETIME}. */
  public String access(TestPerson person) {
    return access(person, LIFETIME);
  }

  /** An access token that expires after a time of one's own; a negative one has expired. */
  public String access(TestPerson person, Duration lifetime) {
    return signed(claims(person, audience, lifetime));
  }

  /** An access token that says how and when the person signed in (RFC 9470, 6.1). */
  String access(TestPerson person, Authentication authentication) {
    return signed(authenticated(claims(person, audience, LIFETIME), authentication));
  }

  /** An ID token for the client that the person signed in to (OpenID Connect Core, section 2). */
  String identity(SignIns.SignIn signIn) {
    var claims =
        authenticated(claims(signIn.person(), signIn.client(), LIFETIME), signIn.authentication());
    signIn.nonce().ifPresent(value -> claims.claim("nonce", value));
    return signed(claims);
  }

  private static JwtBuilder authenticated(JwtBuilder claims, Authentication authentication) {
    return claims
        .claim("acr", authentication.acr())
        .claim("auth_time", authentication.at().getEpochSecond());
  }

  /** The claims of a good access token; empty for any other text. */
  Optional<JsonObject> read(String token) {
    try {
      var claims =
          Jwts.parser()
              .keyLocator(header -> keys.open((String) header.get("kid")))
              .requireIssuer(issuer)
              .requireAudience(audience)
              .clock(() -> Date.from(clock.instant()))
              .build()
              .parseSignedClaims(token)
              .getPayload();
      var answer = new JsonObject();
      for (var name : List.of("sub", "name", "birthdate", "citizen_id", "passport")) {
        if (claims.containsKey(name)) {
          answer.put(name, claims.get(name));
        }
      }
      return Optional.of(answer);
    } catch (JwtException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private JwtBuilder claims(TestPerson person, String recipient, Duration lifetime) {
    var now = clock.instant();
    var claims =
        Jwts.builder()
            .issuer(issuer)
            .subject(person.subject())
            .issuedAt(Date.from(now))
            .notBefore(Date.from(now))
            .expiration(Date.from(now.plus(lifetime)))
            .id(UUID.randomUUID().toString())
            .claim("name", person.name())
            .claim("birthdate", person.birthDate().toString());
    claims.audience().single(recipient);
    person.citizenNumber().ifPresent(number -> claims.claim("citizen_id", number));
    person.passport().ifPresent(number -> claims.claim("passport", number));
    return claims;
  }

  private String signed(JwtBuilder claims) {
    var key = keys.current();
    return claims.header().keyId(key.id()).and().signWith(key.secret(), Jwts.SIG.RS256).compact();
  }
}
