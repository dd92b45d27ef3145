package vn.baodanh.registration;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A candidate's device, which talks to one node. It asks again while that node is unsure.
 *
 * @param isHasty whether it takes the first answer, whatever it is
 */
record Device(String subject, String token, int port, boolean isHasty) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Longer than any answer may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  Device(String subject, String token, int port) {
    this(subject, token, port, false);
  }

  /** The same person's device, talking to another node. */
  Device at(Node other) {
    return new Device(subject, token, other.port(), isHasty);
  }

  /** The same device, but it takes the first answer: for whoever looks at unsure nodes. */
  Device hasty() {
    return new Device(subject, token, port, true);
  }

  Answer file(String key, long version, String list, String... headers) {
    return sendFiling(key, version, list, headers).join();
  }

  CompletableFuture<Answer> sendFiling(String key, long version, String list, String... headers) {
    HttpRequest.Builder request = filing(key, list).header("If-Match", "\"" + version + "\"");
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  Answer fileWithoutVersion(String key, String list, String... headers) {
    HttpRequest.Builder request = filing(key, list);
    return send(headers.length == 0 ? request : request.headers(headers)).join();
  }

  Answer get(String path) {
    return look(path).join();
  }

  CompletableFuture<Answer> look(String path) {
    return send(to(path));
  }

  /** Sends a JSON body that is no filing. */
  Answer put(String path, String body, String... headers) {
    HttpRequest.Builder request =
        to(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers)).join();
  }

  Answer post(String path, String key, JsonObject body, String... headers) {
    HttpRequest.Builder request =
        to(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
    return send(headers.length == 0 ? request : request.headers(headers)).join();
  }

  /** Says it without a body. */
  Answer post(String path) {
    return send(to(path).POST(HttpRequest.BodyPublishers.noBody())).join();
  }

  Answer delete(String path) {
    return send(to(path).DELETE()).join();
  }

  Answer post(String path, String body) {
    return send(to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)))
        .join();
  }

  Answer current() {
    return get("/v1/me/preferences").expect(200);
  }

  /** Files the form of an exam registration. */
  Answer register(String key, long version, String form, String... headers) {
    HttpRequest.Builder request =
        filing("/v1/me/exam-registration", key, form).header("If-Match", "\"" + version + "\"");
    return send(headers.length == 0 ? request : request.headers(headers)).join();
  }

  Answer withdraw(String key, long version, String... headers) {
    HttpRequest.Builder request =
        to("/v1/me/exam-registration")
            .header("Idempotency-Key", key)
            .header("If-Match", "\"" + version + "\"")
            .DELETE();
    return send(headers.length == 0 ? request : request.headers(headers)).join();
  }

  Answer registration() {
    return get("/v1/me/exam-registration").expect(200);
  }

  Answer filing(String id) {
    return get("/v1/me/filings/" + id);
  }

  private HttpRequest.Builder filing(String key, String list) {
    return filing("/v1/me/preferences", key, list);
  }

  private HttpRequest.Builder filing(String path, String key, String body) {
    return to(path)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key)
        .PUT(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private CompletableFuture<Answer> send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    return isHasty ? sendOnce(request) : Again.send(() -> sendOnce(request));
  }

  private static CompletableFuture<Answer> sendOnce(HttpRequest request) {
    return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(Answer::of);
  }

  /** What anybody may ask. */
  static Answer ask(int port, String path) {
    return sendOnce(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build())
        .join();
  }

  /** What anybody may send. */
  static Answer tell(int port, String path, String key, JsonObject body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    return Again.send(() -> sendOnce(request)).join();
  }
}
