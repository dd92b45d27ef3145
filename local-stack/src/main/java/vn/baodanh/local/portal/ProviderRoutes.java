package vn.baodanh.local.portal;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The portal as OpenID provider: discovery, authorization code with PKCE (RFC 6749, RFC 7636), keys
 * and claims of the person (OpenID Connect Core and Discovery).
 */
final class ProviderRoutes {
  private static final Set<String> OWN_MACHINE = Set.of("127.0.0.1", "localhost");
  private static final int MOST_BODY_BYTES = 16 * 1024;

  private final PortalSettings settings;
  private final PortalKeys keys;
  private final PortalTokens tokens;
  private final SignIns signIns;

  ProviderRoutes(PortalSettings settings, PortalKeys keys, PortalTokens tokens, SignIns signIns) {
    this.settings = settings;
    this.keys = keys;
    this.tokens = tokens;
    this.signIns = signIns;
  }

  void addTo(Router router) {
    var form = BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES);
    router.get("/.well-known/openid-configuration").handler(ctx -> ctx.json(discovery()));
    router.get("/jwks").handler(this::jwks);
    router.get("/authorize").handler(this::authorize);
    router.post("/token").handler(form).handler(this::token);
    router.get("/userinfo").handler(this::userInfo);
  }

  private JsonObject discovery() {
    var issuer = settings.issuer();
    return new JsonObject()
        .put("issuer", issuer)
        .put("authorization_endpoint", issuer + "/authorize")
        .put("token_endpoint", issuer + "/token")
        .put("userinfo_endpoint", issuer + "/userinfo")
        .put("jwks_uri", issuer + "/jwks")
        .put("response_types_supported", JsonArray.of("code"))
        .put("grant_types_supported", JsonArray.of("authorization_code"))
        .put("subject_types_supported", JsonArray.of("public"))
        .put("id_token_signing_alg_values_supported", JsonArray.of("RS256"))
        .put("token_endpoint_auth_methods_supported", JsonArray.of("none"))
        .put("code_challenge_methods_supported", JsonArray.of("S256"))
        .put("scopes_supported", JsonArray.of("openid", "profile"))
        .put("acr_values_supported", new JsonArray(Authentication.SUPPORTED))
        .put(
            "claims_supported",
            JsonArray.of("sub", "name", "birthdate", "citizen_id", "passport", "acr", "auth_time"));
  }

  private void jwks(RoutingContext ctx) {
    ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=300");
    ctx.json(keys.published());
  }

  /** Lists people to sign in as, or signs in the one that login_hint names by its number. */
  private void authorize(RoutingContext ctx) {
    var request = ctx.request();
    var redirect = Optional.ofNullable(request.getParam("redirect_uri")).orElse("");
    var client = Optional.ofNullable(request.getParam("client_id")).orElse("");
    if (!isOfThisMachine(redirect) || client.isEmpty()) {
      refuse(ctx, "client_id and a redirect_uri of this machine are needed");
      return;
    }
    var challenge = Optional.ofNullable(request.getParam("code_challenge")).orElse("");
    if (!"code".equals(request.getParam("response_type"))
        || !"S256".equals(request.getParam("code_challenge_method"))
        || !challenge.matches("[A-Za-z0-9_-]{43}")) {
      goBack(ctx, redirect, "error", "invalid_request");
      return;
    }
    var hint = request.getParam("login_hint");
    if (hint == null) {
      ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8");
      ctx.end(SignInPage.of(settings, Objects.requireNonNull(request.query())));
      return;
    }
    var person = person(hint);
    if (person.isEmpty()) {
      goBack(ctx, redirect, "error", "access_denied");
      return;
    }
    var nonce = Optional.ofNullable(request.getParam("nonce"));
    var acrValues = Optional.ofNullable(request.getParam("acr_values"));
    goBack(
        ctx,
        redirect,
        "code",
        signIns.begin(person.get(), acrValues, client, redirect, challenge, nonce));
  }

  private static boolean isOfThisMachine(String redirect) {
    try {
      var host = URI.create(redirect).getHost();
      return host != null && OWN_MACHINE.contains(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Optional<TestPerson> person(String hint) {
    if (!hint.matches("[0-9]{1,8}") || Integer.parseInt(hint) >= settings.people()) {
      return Optional.empty();
    }
    return Optional.of(TestPeople.person(settings.seed(), Integer.parseInt(hint)));
  }

  private static void goBack(RoutingContext ctx, String redirect, String name, String value) {
    var state = ctx.request().getParam("state");
    var answer =
        redirect
            + (redirect.contains("?") ? "&" : "?")
            + name
            + "="
            + value
            + (state == null ? "" : "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8));
    ctx.response().setStatusCode(302).putHeader(HttpHeaders.LOCATION, answer).end();
  }

  private void token(RoutingContext ctx) {
    var request = ctx.request();
    if (!"authorization_code".equals(request.getFormAttribute("grant_type"))) {
      refuse(ctx, "unsupported_grant_type");
      return;
    }
    var client = field(request, "client_id");
    var signIn =
        signIns.redeem(
            field(request, "code"),
            client,
            field(request, "redirect_uri"),
            field(request, "code_verifier"));
    if (signIn.isEmpty()) {
      refuse(ctx, "invalid_grant");
      return;
    }
    var person = signIn.get().person();
    ctx.vertx()
        .executeBlocking(
            () ->
                new JsonObject()
                    .put("access_token", tokens.access(person, signIn.get().authentication()))
                    .put("id_token", tokens.identity(signIn.get()))
                    .put("token_type", "Bearer")
                    .put("scope", "openid profile")
                    .put("expires_in", PortalTokens.LIFETIME.toSeconds()),
            false)
        .onSuccess(answer -> {
          ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
          ctx.json(answer);
        })
        .onFailure(ctx::fail);
  }

  private static String field(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getFormAttribute(name)).orElse("");
  }

  private void userInfo(RoutingContext ctx) {
    var header = Optional.ofNullable(ctx.request().getHeader(HttpHeaders.AUTHORIZATION)).orElse("");
    var claims =
        header.startsWith("Bearer ")
            ? tokens.read(header.substring(7))
            : Optional.<JsonObject>empty();
    if (claims.isEmpty()) {
      ctx.response().putHeader("WWW-Authenticate", "Bearer").setStatusCode(401).end();
      return;
    }
    ctx.json(claims.get());
  }

  private static void refuse(RoutingContext ctx, String error) {
    ctx.response().setStatusCode(400);
    ctx.json(new JsonObject().put("error", error));
  }
}
