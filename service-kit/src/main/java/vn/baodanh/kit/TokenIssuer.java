package vn.baodanh.kit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Base64;
import java.util.Map;

/** Asks an issuer for its keys, unless they are registered. */
final class TokenIssuer {

  private final JsonSource source;
  private final TokenSettings settings;

  TokenIssuer(Vertx vertx, TokenSettings settings) {
    this.source = new JsonSource(vertx, 1, 4);
    this.settings = settings;
  }

  Future<TokenKeys> keys() {
    return get(settings.jwksUri())
        .compose(document ->
            document.containsKey("jwks_uri")
                ? get(jwksUri(document))
                : Future.succeededFuture(document))
        .map(jwks -> TokenKeys.read(jwks.encode()))
        .map(TokenIssuer::some);
  }

  Future<Void> close() {
    return source.close();
  }

  /**
   * An issuer without keys signs nothing: more likely it is out of order, and the keys known so far
   * stay good.
   */
  private static TokenKeys some(TokenKeys keys) {
    if (keys.byId().isEmpty()) {
      throw new IllegalStateException("the issuer publishes no key of a kind that is taken here");
    }
    return keys;
  }

  private URI jwksUri(JsonObject discovery) {
    if (!settings.issuer().equals(discovery.getValue("issuer"))) {
      throw new IllegalStateException("the discovery document is another issuer's");
    }
    return URI.create(discovery.getString("jwks_uri"));
  }

  private Future<JsonObject> get(URI uri) {
    if (uri.toString().startsWith(TokenSettings.REGISTERED)) {
      var keys = uri.toString().substring(TokenSettings.REGISTERED.length());
      return Future.succeededFuture(
          new JsonObject(Buffer.buffer(Base64.getDecoder().decode(keys))));
    }
    return source.get(uri, Map.of());
  }
}
