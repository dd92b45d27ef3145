package vn.baodanh.registration.billing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The payment adapter's HTTP interface as this service uses it. Everything fails with {@link
 * AdapterAwayException} while the adapter is away; what it refuses is an answer.
 */
final class Adapter {
  private static final Logger LOG = LoggerFactory.getLogger(Adapter.class);

  private final WebClient client;
  private final Optional<URI> address;
  private final long longestMs;
  private final CallerTokens tokens;
  private final AdapterCalls calls;

  /**
   * @param body empty where it is no JSON object
   * @param content as it came
   */
  record Answer(int status, JsonObject body, Buffer content) {
    boolean isOk() {
      return status == 200 || status == 201;
    }

    /** Of a problem; empty for anything else. */
    String code() {
      return body.getString("code", "");
    }
  }

  Adapter(Vertx vertx, BillingSettings settings, CallerTokens tokens, AdapterCalls calls) {
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setConnectTimeout((int) settings.longest().toMillis())
                .setFollowRedirects(false),
            new PoolOptions().setHttp1MaxSize(settings.together()));
    this.address = settings.adapter();
    this.longestMs = settings.longest().toMillis();
    this.tokens = tokens;
    this.calls = calls;
  }

  /** Whether there is one. */
  boolean isPresent() {
    return address.isPresent();
  }

  Future<Answer> createBill(JsonObject bill) {
    return call("createBill", HttpMethod.POST, "/v1/bills", Optional.of(bill), "");
  }

  Future<Answer> bill(String id) {
    return call("getBill", HttpMethod.GET, "/v1/bills/" + id, Optional.empty(), "");
  }

  /**
   * @param key the same for a repeat
   */
  Future<Answer> startAttempt(String bill, String key, JsonObject attempt) {
    return call(
        "startAttempt",
        HttpMethod.POST,
        "/v1/bills/" + bill + "/attempts",
        Optional.of(attempt),
        key);
  }

  Future<Answer> openRefund(JsonObject refund) {
    return call("openRefund", HttpMethod.POST, "/v1/refunds", Optional.of(refund), "");
  }

  Future<Answer> receipt(String bill) {
    return call(
        "getReceipt", HttpMethod.GET, "/v1/bills/" + bill + "/receipt", Optional.empty(), "");
  }

  Future<Answer> eventsAfter(long position, int limit) {
    return call(
        "listEvents",
        HttpMethod.GET,
        "/v1/events?after=" + position + "&limit=" + limit,
        Optional.empty(),
        "");
  }

  private Future<Answer> call(
      String operation, HttpMethod method, String path, Optional<JsonObject> body, String key) {
    if (address.isEmpty()) {
      return Future.failedFuture(new AdapterAwayException("there is no payment adapter"));
    }
    String url = address.get() + path;
    return calls.make(
        operation,
        () ->
            send(client.requestAbs(method, url).timeout(longestMs), body, key)
                .recover(
                    failure -> Future.failedFuture(new AdapterAwayException(failure.toString())))
                .map(answer -> judged(operation, answer)));
  }

  private Future<HttpResponse<Buffer>> send(
      HttpRequest<Buffer> request, Optional<JsonObject> body, String key) {
    request.bearerTokenAuthentication(tokens.own());
    if (!key.isEmpty()) {
      request.putHeader("Idempotency-Key", key);
    }
    return body.map(request::sendJsonObject).orElseGet(request::send);
  }

  /** A platform that is away does not make the adapter so. */
  private static Answer judged(String operation, HttpResponse<Buffer> response) {
    Answer answer = answer(response);
    if (answer.status() == 401 || answer.status() == 403) {
      LOG.error("the payment adapter does not take our tokens: {} {}", operation, answer.code());
      throw new AdapterAwayException("HTTP " + answer.status());
    }
    if ((answer.status() >= 500 || answer.status() == 429)
        && !answer.code().equals("platform-away")) {
      throw new AdapterAwayException("HTTP " + answer.status());
    }
    return answer;
  }

  private static Answer answer(HttpResponse<Buffer> response) {
    Buffer content = response.body() == null ? Buffer.buffer() : response.body();
    String type = response.getHeader(HttpHeaders.CONTENT_TYPE.toString());
    boolean isJson = type != null && type.contains("json");
    try {
      return new Answer(
          response.statusCode(), isJson ? new JsonObject(content) : new JsonObject(), content);
    } catch (DecodeException e) {
      throw new AdapterAwayException("no JSON");
    }
  }

  void close() {
    client.close();
  }
}
