package vn.baodanh.registration.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.baodanh.kit.Bearer;
import vn.baodanh.kit.JsonSource;
import vn.baodanh.kit.TokenSettings;
import vn.baodanh.kit.Tokens;

/**
 * The portal as any OpenID provider (OpenID Connect Core and Discovery 1.0): where people are sent,
 * and who they are when they come back. Nothing of it is needed while a session lasts.
 */
final class Provider {
  private static final int CONNECTIONS = 8;
  private static final int WAITING = 1_000; // a burst of sign-ins; one more is told to try again
  private static final Duration DISCOVERY_KEPT = Duration.ofMinutes(10);
  private static final int MOST_NAME = 200;

  private final SessionSettings settings;
  private final String issuer;
  private final JsonSource source;
  private final Tokens idTokens;
  private final Clock clock;
  private volatile Optional<JsonObject> discovery = Optional.empty();
  private volatile Instant discovered = Instant.MIN;

  Provider(Vertx vertx, SessionSettings settings, TokenSettings tokens, Clock clock) {
    this.settings = settings;
    this.issuer = tokens.issuer();
    this.source = new JsonSource(vertx, CONNECTIONS, WAITING);
    var ofIdTokens = TokenSettings.discovered(issuer, settings.clientId(), 0, tokens.clockSkewS());
    this.idTokens = new Tokens(vertx, ofIdTokens, clock);
    this.clock = clock;
  }

  Future<Void> start() {
    return idTokens.start();
  }

  Future<Void> close() {
    return Future.join(idTokens.close(), source.close()).mapEmpty();
  }

  /**
   * Where to send the browser.
   *
   * @param more parameters of this sign-in, such as {@code acr_values}
   */
  Future<String> authorization(SignInUnderWay signIn, String challenge, Map<String, String> more) {
    return discovery()
        .map(document -> {
          var query = new LinkedHashMap<String, String>();
          query.put("response_type", "code");
          query.put("client_id", settings.clientId());
          query.put("redirect_uri", redirect());
          query.put("scope", settings.scopes());
          query.put("state", signIn.state());
          query.put("nonce", signIn.nonce());
          query.put("code_challenge", challenge);
          query.put("code_challenge_method", "S256");
          query.putAll(more);
          var endpoint = endpoint(document, "authorization_endpoint");
          var separator = endpoint.getRawQuery() == null ? "?" : "&";
          return endpoint + separator + JsonSource.encoded(query);
        });
  }

  /** Who the code is of; fails if anything about the answer is not as it must be. */
  Future<Bearer> redeem(String code, SignInUnderWay signIn) {
    return discovery()
        .compose(document ->
            source
                .post(endpoint(document, "token_endpoint"), authentication(), form(code, signIn))
                .compose(answer -> person(document, answer, signIn)));
  }

  private Future<Bearer> person(JsonObject document, JsonObject answer, SignInUnderWay signIn) {
    var token = answer.getString("id_token");
    if (token == null) {
      return Future.failedFuture("the portal gave no ID token");
    }
    return idTokens
        .verify(token)
        .compose(person -> {
          if (person.isMachine() || !signIn.nonce().equals(claims(token).getString("nonce"))) {
            return Future.failedFuture("the ID token is not of this sign-in");
          }
          return withUserInfo(document, answer, person);
        });
  }

  /** Some providers say less in the ID token than at their userinfo endpoint (Core, 5.3). */
  private Future<Bearer> withUserInfo(JsonObject document, JsonObject answer, Bearer person) {
    var access = answer.getString("access_token");
    boolean isSaid = person.citizenNumber().isPresent() || person.passport().isPresent();
    if (isSaid || access == null || !document.containsKey("userinfo_endpoint")) {
      return Future.succeededFuture(person);
    }
    var headers = Map.of("Authorization", "Bearer " + access);
    return source
        .get(endpoint(document, "userinfo_endpoint"), headers)
        .map(claims -> with(claims, person));
  }

  private static Bearer with(JsonObject claims, Bearer person) {
    if (!person.subject().equals(claims.getValue("sub"))) {
      throw new IllegalStateException("the portal's userinfo is of somebody else");
    }
    return new Bearer(
        person.issuer(),
        person.subject(),
        text(claims, "citizen_id"),
        text(claims, "passport"),
        Set.of(),
        person.signIn(),
        person.expiresAt());
  }

  private static Optional<String> text(JsonObject claims, String name) {
    return claims.getValue(name) instanceof String text && text.length() <= MOST_NAME
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Of a token whose signature was found good. */
  private static JsonObject claims(String token) {
    return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(token.split("\\.")[1])));
  }

  private Map<String, String> authentication() {
    return settings
        .clientSecret()
        .map(secret -> Map.of("Authorization", "Basic " + basic(settings.clientId(), secret)))
        .orElse(Map.of());
  }

  /** RFC 6749, 2.3.1: both are encoded as in a form first. */
  private static String basic(String id, String secret) {
    var both = URLEncoder.encode(id, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
    return Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }

  private Map<String, String> form(String code, SignInUnderWay signIn) {
    var form = new HashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirect());
    form.put("code_verifier", signIn.verifier());
    if (settings.clientSecret().isEmpty()) {
      form.put("client_id", settings.clientId());
    }
    return form;
  }

  private String redirect() {
    return settings.origin() + SignInHandlers.BACK_PATH;
  }

  private static URI endpoint(JsonObject document, String name) {
    var address = document.getString(name);
    if (address == null) {
      throw new IllegalStateException("the portal publishes no " + name);
    }
    return URI.create(address);
  }

  /** What is known goes on being used while the portal does not say it anew. */
  private Future<JsonObject> discovery() {
    var known = discovery;
    if (known.isPresent() && clock.instant().isBefore(discovered.plus(DISCOVERY_KEPT))) {
      return Future.succeededFuture(known.get());
    }
    var base = issuer.endsWith("/") ? issuer : issuer + "/";
    return source
        .get(URI.create(base + ".well-known/openid-configuration"), Map.of())
        .map(document -> {
          if (!issuer.equals(document.getValue("issuer"))) {
            throw new IllegalStateException("the discovery document is another issuer's");
          }
          discovery = Optional.of(document);
          discovered = clock.instant();
          return document;
        })
        .recover(failure ->
            known.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(failure)));
  }
}
