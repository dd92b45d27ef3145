package vn.baodanh.kit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * Asks an issuer for its keys, unless they are registered. One answer: at most 256 KiB within 5 s,
 * no redirects.
 */
final class TokenIssuer {

  private static final int MOST_BYTES = 256 * 1024;
  private static final int TIMEOUT_MS = 5_000;

  private final HttpClient client;
  private final TokenSettings settings;

  TokenIssuer(Vertx vertx, TokenSettings settings) {
    var options = new HttpClientOptions().setConnectTimeout(TIMEOUT_MS).setMaxHeaderSize(16 * 1024);
    this.client =
        vertx.createHttpClient(
            options, new PoolOptions().setHttp1MaxSize(1).setMaxWaitQueueSize(4));
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
    return client.close();
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
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(uri.toString())
            .setFollowRedirects(false);
    return client
        .request(request)
        .compose(sent -> sent.send().compose(TokenIssuer::body).onFailure(failure -> sent.reset()))
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .map(JsonObject::new);
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      return Future.failedFuture("the issuer answered " + response.statusCode());
    }
    Promise<Buffer> whole = Promise.promise();
    var body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body));
    response.handler(part -> {
      body.appendBuffer(part);
      if (body.length() > MOST_BYTES) {
        whole.tryFail("the issuer's answer is longer than " + MOST_BYTES + " bytes");
        response.handler(ignored -> {});
      }
    });
    return whole.future();
  }
}
