package vn.baodanh.load.play;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * The service's HTTP interface as a well-behaved client uses it: after 429, 503 or no answer at all
 * it waits and sends the same request again, with the same key. For many virtual threads.
 */
public final class Api implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param base scheme, host and port
   */
  public Api(String base) {
    this.base = base;
  }

  /** A request to file something, to be sent once or again. */
  record Filing(String token, String key, long version, String json, Optional<Integer> waitS) {}

  /** Files a preference list. */
  Reply file(Filing filing) {
    return put("/v1/me/preferences", filing);
  }

  /** Files an exam registration. */
  Reply register(Filing filing) {
    return put("/v1/me/exam-registration", filing);
  }

  private Reply put(String path, Filing filing) {
    var request =
        request(path, Optional.of(filing.token()))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", filing.key())
            .header("If-Match", "\"" + filing.version() + "\"")
            .PUT(BodyPublishers.ofString(filing.json()));
    filing.waitS().ifPresent(seconds -> request.header("Prefer", "wait=" + seconds));
    return send(request.build());
  }

  /** What staff do. */
  Reply post(String path, String token, String key, String json) {
    var request =
        request(path, Optional.of(token))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(json));
    return send(request.build());
  }

  Reply get(String path, String token) {
    return send(request(path, Optional.of(token)).GET().build());
  }

  /** Sends it without a body. */
  Reply post(String path, String token) {
    return send(request(path, Optional.of(token)).POST(BodyPublishers.noBody()).build());
  }

  /** What anybody may send. */
  Reply postPublic(String path, String key, String json) {
    var request =
        request(path, Optional.empty())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(json));
    return send(request.build());
  }

  Reply getPublic(String path) {
    return send(request(path, Optional.empty()).GET().build());
  }

  private HttpRequest.Builder request(String path, Optional<String> token) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_WITHIN);
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return request;
  }

  private Reply send(HttpRequest request) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        var reply = Reply.of(client.send(request, BodyHandlers.ofString()));
        boolean later = reply.status() == 503 || reply.status() == 429;
        if (!later || System.nanoTime() > end) {
          return reply;
        }
        pause(reply.retryAfterS().map(Duration::ofSeconds).orElse(PAUSE));
      } catch (IOException noAnswer) {
        if (System.nanoTime() > end) {
          throw new UncheckedIOException(
              request.method() + " " + request.uri() + ": " + noAnswer, noAnswer);
        }
        pause(PAUSE);
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("The play was stopped");
  }

  @Override
  public void close() {
    client.close();
  }
}
