package vn.baodanh.registration.billing;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.PrivateJwk;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import java.util.List;

/**
 * Signs tokens that the payment adapter takes (RFC 7519; the claim {@code roles} as in RFC 9068):
 * this service's own, and those of staff. They are good for five minutes.
 */
final class CallerTokens {
  private static final String ISSUER = "registration-service";
  private static final String AUDIENCE = "payment-adapter";
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);
  private static final Duration RENEWED_BEFORE = Duration.ofMinutes(1);

  private final PrivateKey key;
  private final String keyId;
  private final Clock clock;
  private volatile Signed own;

  /**
   * @param roles what its bearer may do at the adapter
   */
  record Signed(String token, Instant expiresAt, List<String> roles) {}

  CallerTokens(PrivateJwk<?, ?, ?> key, Clock clock) {
    this.key = key.toKey();
    this.keyId = key.getId();
    this.clock = clock;
    this.own = sign(ISSUER, List.of("registration"));
  }

  /** This service's own. */
  String own() {
    Signed now = own;
    if (clock.instant().isAfter(now.expiresAt().minus(RENEWED_BEFORE))) {
      now = sign(ISSUER, List.of("registration"));
      own = now;
    }
    return now.token();
  }

  /**
   * @param subject who acts, by an id that is ours
   */
  Signed sign(String subject, Collection<String> roles) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = now.plus(GOOD_FOR);
    List<String> sorted = roles.stream().distinct().sorted().toList();
    String token =
        Jwts.builder()
            .header()
            .keyId(keyId)
            .and()
            .issuer(ISSUER)
            .subject(subject)
            .audience()
            .add(AUDIENCE)
            .and()
            .issuedAt(Date.from(now))
            .expiration(Date.from(expiresAt))
            .claim("roles", sorted)
            .signWith(key)
            .compact();
    return new Signed(token, expiresAt, sorted);
  }
}
