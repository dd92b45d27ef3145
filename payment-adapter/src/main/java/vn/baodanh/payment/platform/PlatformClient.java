package vn.baodanh.payment.platform;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
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
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import vn.baodanh.kit.Breaker;

/**
 * Asks a platform over HTTP: JSON there and back. At most 32 at once and 256 waiting; an answer has
 * at most 64 KiB. After many failures, calls fail at once for a while, so that nothing piles up
 * behind a platform that is away.
 */
public final class PlatformClient {
  private static final int MOST_AT_ONCE = 32;
  private static final int MOST_WAITING = 256;
  private static final int MOST_BYTES = 64 * 1024;
  private static final int CONNECT_MS = 2_000;

  private final HttpClient client;
  private final Breaker breaker;
  private final Duration patience;

  /**
   * @param name of the platform
   * @param patience most time for an answer
   */
  public PlatformClient(Vertx vertx, String name, Duration patience) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(CONNECT_MS),
            new PoolOptions().setHttp1MaxSize(MOST_AT_ONCE).setMaxWaitQueueSize(MOST_WAITING));
    this.breaker = new Breaker(name, breaker());
    this.patience = patience;
  }

  private static CircuitBreakerConfig breaker() {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(50)
        .minimumNumberOfCalls(20)
        .failureRateThreshold(80)
        .waitDurationInOpenState(Duration.ofSeconds(5))
        .permittedNumberOfCallsInHalfOpenState(5)
        .automaticTransitionFromOpenToHalfOpenEnabled(true) // who sees it open does not call
        .build();
  }

  /** Fails unless the answer is 200 and a JSON object, in time. */
  public Future<JsonObject> post(URI address, JsonObject body) {
    return breaker.call(
        () -> send(address, body).timeout(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Whether calls are being refused right now. */
  public boolean isAway() {
    return breaker.isOpen();
  }

  private Future<JsonObject> send(URI address, JsonObject body) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(address.toString())
            .setTimeout(patience.toMillis())
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json");
    return client
        .request(options)
        .compose(request -> request.send(body.toBuffer()))
        .compose(PlatformClient::body)
        .map(JsonObject::new);
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      return Future.failedFuture("the platform answered " + response.statusCode());
    }
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body));
    response.handler(part -> {
      body.appendBuffer(part);
      if (body.length() > MOST_BYTES) {
        whole.tryFail("the platform's answer is longer than " + MOST_BYTES + " bytes");
        response.handler(ignored -> {});
      }
    });
    return whole.future();
  }
}
