package vn.baodanh.kit;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.InvalidClaimException;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.PrematureJwtException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Judges one token: signature by a known key and the algorithm that fits the key (RS256, ES256,
 * EdDSA), then issuer, audience and times. A header that asks for anything more ({@code crit}, even
 * an empty one, {@code zip}, {@code b64}) is refused.
 */
final class TokenJudge {

  private static final int MOST_SUBJECT_CHARS = 255;
  private static final int MOST_ROLES = 10;
  private static final Set<String> DEMANDS = Set.of("crit", "zip", "b64");

  private static final Duration MACHINE_TOKENS_LIVE = Duration.ofMinutes(10);

  private static final double FARTHEST_SECOND = 1e12; // some 30,000 years away

  private final JwtParser parser;
  private final BiFunction<String, Claims, Bearer> reader;
  private final Supplier<TokenKeys> keys;
  private final Clock clock;
  private final int clockSkewS;

  /** A header that asks for nothing more; an issuer's are all alike. */
  private volatile String plainHeader = "";

  private TokenJudge(
      TokenSettings settings,
      Optional<String> issuer,
      BiFunction<String, Claims, Bearer> reader,
      Supplier<TokenKeys> keys,
      Clock clock) {
    this.reader = reader;
    this.keys = keys;
    this.clock = clock;
    this.clockSkewS = settings.clockSkewS();
    var builder =
        Jwts.parser()
            .keyLocator(this::key)
            .sig()
            .clear()
            .add(Jwts.SIG.RS256)
            .add(Jwts.SIG.ES256)
            .add(Jwts.SIG.EdDSA)
            .and()
            .clock(() -> Date.from(clock.instant()))
            .clockSkewSeconds(clockSkewS)
            .requireAudience(settings.audience());
    issuer.ifPresent(builder::requireIssuer);
    NativeCrypto.provider().ifPresent(builder::provider);
    this.parser = builder.build();
  }

  /** Of the tokens that the portal signs for people. */
  static TokenJudge ofPortal(TokenSettings settings, Supplier<TokenKeys> keys, Clock clock) {
    return new TokenJudge(
        settings, Optional.of(settings.issuer()), (kid, claims) -> person(claims), keys, clock);
  }

  /**
   * Of the tokens that machines sign for themselves with a registered key (RFC 7523, section 3):
   * issuer and subject are the key's id, and it is good for at most 10 minutes from its {@code
   * iat}.
   */
  static TokenJudge ofMachines(TokenSettings settings, Supplier<TokenKeys> keys, Clock clock) {
    return new TokenJudge(settings, Optional.empty(), TokenJudge::machine, keys, clock);
  }

  /**
   * @throws ProblemException 401; 503 if no keys are known
   */
  Bearer judge(String compact) {
    try {
      refuseDemands(compact);
      refuseOtherForms(compact);
      var token = parser.parseSignedClaims(compact);
      return checked(token.getHeader().getKeyId(), token.getPayload());
    } catch (ExpiredJwtException e) {
      throw TokenProblems.EXPIRED;
    } catch (PrematureJwtException e) {
      throw TokenProblems.NOT_YET_VALID;
    } catch (InvalidClaimException e) {
      throw wrongClaim(e);
    } catch (JwtException | DecodeException | IllegalArgumentException e) {
      throw TokenProblems.INVALID;
    }
  }

  /** By the header as it was sent: JJWT forgets what is empty. */
  private void refuseDemands(String compact) {
    var header = compact.substring(0, Math.max(0, compact.indexOf('.')));
    if (header.equals(plainHeader)) {
      return;
    }
    var members = new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(header)));
    if (DEMANDS.stream().anyMatch(members::containsKey)) {
      throw TokenProblems.INVALID;
    }
    plainHeader = header;
  }

  /**
   * JJWT passes over characters before and behind a signature that are not base64url's, and over
   * bits that are not used: one signature would do for many texts. What is signed has one anyway.
   */
  private static void refuseOtherForms(String compact) {
    var signature = compact.substring(compact.lastIndexOf('.') + 1);
    byte[] bytes = Base64.getUrlDecoder().decode(signature);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(signature)) {
      throw TokenProblems.INVALID;
    }
  }

  private Key key(Header header) {
    if (!(header instanceof JwsHeader jws) || jws.getKeyId() == null) {
      throw TokenProblems.INVALID;
    }
    var known = keys.get().byId();
    var entry = known.get(jws.getKeyId());
    if (entry == null) {
      throw known.isEmpty() ? TokenProblems.NO_KEYS : TokenProblems.UNKNOWN_KEY;
    }
    if (!entry.algorithm().equals(jws.getAlgorithm())) {
      throw TokenProblems.INVALID;
    }
    return entry.key();
  }

  private Bearer checked(String kid, Claims claims) {
    var subject = claims.getSubject();
    if (subject == null
        || subject.isEmpty()
        || subject.length() > MOST_SUBJECT_CHARS
        || claims.getExpiration() == null) {
      throw TokenProblems.INVALID;
    }
    if (claims.getIssuedAt() != null && claims.getIssuedAt().toInstant().isAfter(latestStart())) {
      throw TokenProblems.NOT_YET_VALID;
    }
    return reader.apply(kid, claims);
  }

  private static Bearer person(Claims claims) {
    return new Bearer(
        claims.getIssuer(),
        claims.getSubject(),
        text(claims, "citizen_id"),
        text(claims, "passport"),
        roles(claims),
        signIn(claims),
        claims.getExpiration().toInstant());
  }

  /** What a machine says of itself beyond its name counts for nothing. */
  private static Bearer machine(String kid, Claims claims) {
    if (!kid.equals(claims.getIssuer())) {
      throw TokenProblems.WRONG_ISSUER;
    }
    if (!kid.equals(claims.getSubject()) || claims.getIssuedAt() == null) {
      throw TokenProblems.INVALID;
    }
    var expiresAt = claims.getExpiration().toInstant();
    if (expiresAt.isAfter(claims.getIssuedAt().toInstant().plus(MACHINE_TOKENS_LIVE))) {
      throw TokenProblems.TOO_LONG;
    }
    return new Bearer(
        kid, kid, Optional.empty(), Optional.empty(), Set.of(), SignIn.UNKNOWN, expiresAt);
  }

  private static SignIn signIn(Claims claims) {
    return new SignIn(
        text(claims, "name"),
        text(claims, "birthdate"),
        text(claims, "acr"),
        claims.get("auth_time") instanceof Number seconds
                && Math.abs(seconds.doubleValue()) < FARTHEST_SECOND
            ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
            : Optional.empty());
  }

  private static Optional<String> text(Claims claims, String name) {
    return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static Set<String> roles(Claims claims) {
    return claims.get("roles") instanceof Collection<?> names
        ? names.stream().limit(MOST_ROLES).map(String::valueOf).collect(Collectors.toSet())
        : Set.of();
  }

  private Instant latestStart() {
    return clock.instant().plusSeconds(clockSkewS);
  }

  private static ProblemException wrongClaim(InvalidClaimException e) {
    return switch (e.getClaimName()) {
      case Claims.ISSUER -> TokenProblems.WRONG_ISSUER;
      case Claims.AUDIENCE -> TokenProblems.WRONG_AUDIENCE;
      default -> TokenProblems.INVALID;
    };
  }
}
