package vn.baodanh.payment;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import vn.baodanh.kit.Metrics;
import vn.baodanh.kit.ReadinessCheck;

/** A node of the service in this process, with threads and a clock of its own. */
final class Node implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String REGISTRATION = Caller.token("registration-service", "registration");

  final ShiftedClock clock = new ShiftedClock();
  private final Vertx vertx;
  private final Payment payment;

  Node(Map<String, String> environment) {
    var settings = PaymentSettings.of(environment);
    var metrics = new Metrics();
    vertx = metrics.vertx(settings.eventLoops());
    try {
      payment = new Payment(vertx, metrics, settings, clock, new AlwaysReady());
    } catch (RuntimeException e) {
      vertx.close().await();
      throw e;
    }
  }

  private record AlwaysReady() implements ReadinessCheck {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public Optional<String> fault() {
      return Optional.empty();
    }
  }

  int port() {
    return payment.port();
  }

  /** As registration-service. */
  Answer post(String path, JsonObject body, String... headers) {
    return sendPost(REGISTRATION, path, body, headers).join();
  }

  CompletableFuture<Answer> sendPost(
      String token, String path, JsonObject body, String... headers) {
    HttpRequest.Builder request =
        to(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** As registration-service. */
  Answer get(String path) {
    return get(REGISTRATION, path);
  }

  Answer get(String token, String path) {
    return send(to(path).header("Authorization", "Bearer " + token)).join();
  }

  /** Sends a platform's or bank's file. */
  Answer upload(String token, String source, String format, HttpRequest.BodyPublisher file) {
    String path = "/v1/settlements?name=file&source=%s&format=%s".formatted(source, format);
    return send(to(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/octet-stream")
            .POST(file))
        .join();
  }

  /** An attempt to pay this bill at VNPAY. */
  Answer attempt(UUID bill, String key) {
    JsonObject body =
        new JsonObject()
            .put("platform", "vnpay")
            .put("payerAddress", "203.0.113.7")
            .put("language", "vi");
    return post("/v1/bills/" + bill + "/attempts", body, "Idempotency-Key", key).expect(201);
  }

  /** As anybody. */
  CompletableFuture<Answer> ask(String path) {
    return send(to(path));
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(PATIENCE);
  }

  static CompletableFuture<Answer> send(HttpRequest.Builder request) {
    return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(Answer::new);
  }

  @Override
  public void close() {
    payment.close();
    vertx.close().await();
  }
}
