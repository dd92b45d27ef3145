package vn.baodanh.registration.identity;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import vn.baodanh.kit.Breaker;

/**
 * Another authority's service, asked by HTTP. It may be slow, overloaded or away: a call has a time
 * limit, only so many are open at once, and while most fail none is made. Identity numbers travel
 * in bodies, never in addresses, which are logged on the way.
 */
final class Outside {
  private final WebClient client;
  private final URI address;
  private final Duration longest;
  private final Breaker breaker;
  private final Bulkhead bulkhead;

  /**
   * @param longest time limit of one call, connecting included
   * @param together most calls at once; one more fails at once
   */
  Outside(Vertx vertx, String name, URI address, Duration longest, int together) {
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setConnectTimeout((int) longest.toMillis())
                .setFollowRedirects(false),
            new PoolOptions().setHttp1MaxSize(together));
    this.address = address;
    this.longest = longest;
    this.breaker =
        new Breaker(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(5))
                .permittedNumberOfCallsInHalfOpenState(2)
                .build());
    this.bulkhead =
        Bulkhead.of(
            name,
            BulkheadConfig.custom()
                .maxConcurrentCalls(together)
                .maxWaitDuration(Duration.ZERO)
                .build());
  }

  /** What it answers; empty for 404. Fails unless it answers in time, with 200 and an object. */
  Future<Optional<JsonObject>> ask(String path, JsonObject question) {
    if (!bulkhead.tryAcquirePermission()) {
      return Future.failedFuture(BulkheadFullException.createBulkheadFullException(bulkhead));
    }
    return breaker.call(() -> post(path, question)).onComplete(done -> bulkhead.onComplete());
  }

  private Future<Optional<JsonObject>> post(String path, JsonObject question) {
    return client
        .postAbs(address + path)
        .timeout(longest.toMillis())
        .sendJsonObject(question)
        .map(answer ->
            switch (answer.statusCode()) {
              case 200 -> Optional.of(requireNonNull(answer.bodyAsJsonObject()));
              case 404 -> Optional.empty();
              default -> throw new IllegalStateException("HTTP " + answer.statusCode());
            });
  }

  void close() {
    client.close();
  }
}
