package vn.baodanh.kit;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Asks a server for JSON objects. One answer: status 200, at most 256 KiB within 5 s, no redirects;
 * anything else fails.
 */
public final class JsonSource {

  private static final int MOST_BYTES = 256 * 1024;
  private static final int TIMEOUT_MS = 5_000;
  private static final int MOST_HEADER_BYTES = 16 * 1024;

  private final HttpClient client;

  /**
   * @param connections most at once
   * @param waiting most requests that wait for one; one more fails
   */
  public JsonSource(Vertx vertx, int connections, int waiting) {
    var options =
        new HttpClientOptions().setConnectTimeout(TIMEOUT_MS).setMaxHeaderSize(MOST_HEADER_BYTES);
    this.client =
        vertx.createHttpClient(
            options, new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(waiting));
  }

  public Future<JsonObject> get(URI uri, Map<String, String> headers) {
    return ask(HttpMethod.GET, uri, headers, Buffer.buffer());
  }

  /** Sends a form, {@code application/x-www-form-urlencoded}. */
  public Future<JsonObject> post(URI uri, Map<String, String> headers, Map<String, String> form) {
    return ask(HttpMethod.POST, uri, headers, Buffer.buffer(encoded(form)));
  }

  /** Names and values as a query or a form has them. */
  public static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public Future<Void> close() {
    return client.close();
  }

  private Future<JsonObject> ask(
      HttpMethod method, URI uri, Map<String, String> headers, Buffer form) {
    var all = MultiMap.caseInsensitiveMultiMap().addAll(headers);
    if (form.length() > 0) {
      all.add("Content-Type", "application/x-www-form-urlencoded");
    }
    var request =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI(uri.toString())
            .setFollowRedirects(false)
            .setHeaders(all);
    return client
        .request(request)
        .compose(sent ->
            sent.send(form)
                .compose(JsonSource::body)
                .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .onFailure(failure -> sent.reset())) // else who never answers keeps a connection
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .map(JsonObject::new);
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      return Future.failedFuture("the answer was " + response.statusCode());
    }
    Promise<Buffer> whole = Promise.promise();
    var body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body));
    response.handler(part -> {
      body.appendBuffer(part);
      if (body.length() > MOST_BYTES) {
        whole.tryFail("the answer is longer than " + MOST_BYTES + " bytes");
        response.handler(ignored -> {});
      }
    });
    return whole.future();
  }
}
