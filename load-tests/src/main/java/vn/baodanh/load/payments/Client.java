package vn.baodanh.load.payments;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends a request again, as it is, until it is answered by anything but 429 or 5xx. For many
 * virtual threads.
 */
final class Client implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final String base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicLong repeated = new AtomicLong();

  /** An answer, whose body is empty where it is no JSON object. */
  record Answer(int status, JsonObject body) {
    /** The body of an answer that is expected; anything else is a surprise. */
    JsonObject expect(Integer... statuses) {
      for (int expected : statuses) {
        if (status == expected) {
          return body;
        }
      }
      throw new Surprise(status + " " + body.encode());
    }

    String code() {
      return body.getString("code", "");
    }
  }

  /** An answer that nobody should get. */
  static final class Surprise extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Surprise(String answer) {
      super(answer);
    }
  }

  /**
   * @param base scheme, host and port
   */
  Client(String base) {
    this.base = base;
  }

  Answer get(String path, String token) {
    return send(request(path, token).GET().build());
  }

  Answer post(String path, String token, JsonObject body) {
    var request = request(path, token).header("Content-Type", "application/json");
    return send(request.POST(BodyPublishers.ofString(body.encode())).build());
  }

  /**
   * @param key the Idempotency-Key
   */
  Answer post(String path, String token, JsonObject body, String key) {
    var request =
        request(path, token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key);
    return send(request.POST(BodyPublishers.ofString(body.encode())).build());
  }

  /** Sends a file as it is. */
  Answer postFile(String path, String token, String file) {
    var request = request(path, token).header("Content-Type", "application/octet-stream");
    return send(request.POST(BodyPublishers.ofString(file)).build());
  }

  /** What is no JSON. */
  String text(String path) {
    try {
      var response = http.send(request(path, "").GET().build(), BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new Surprise(response.statusCode() + " " + path);
      }
      return response.body();
    } catch (IOException noAnswer) {
      throw new UncheckedIOException(path, noAnswer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    }
  }

  Answer put(String path, JsonObject body) {
    return send(request(path, "").PUT(BodyPublishers.ofString(body.encode())).build());
  }

  Answer delete(String path) {
    return send(request(path, "").DELETE().build());
  }

  private HttpRequest.Builder request(String path, String token) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_WITHIN);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest request) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    underWay.incrementAndGet();
    try {
      while (true) {
        var answer = sendOnce(request, System.nanoTime() > end);
        if (answer.isPresent()) {
          return answer.get();
        }
        repeated.incrementAndGet();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    } finally {
      underWay.decrementAndGet();
    }
  }

  /**
   * @param last whether whatever comes of it is taken for the answer
   */
  private Optional<Answer> sendOnce(HttpRequest request, boolean last) throws InterruptedException {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      boolean again = response.statusCode() == 429 || response.statusCode() >= 500;
      return again && !last
          ? Optional.empty()
          : Optional.of(new Answer(response.statusCode(), json(response)));
    } catch (IOException noAnswer) {
      if (last) {
        throw new UncheckedIOException(request.method() + " " + request.uri(), noAnswer);
      }
      return Optional.empty();
    }
  }

  private static JsonObject json(HttpResponse<String> response) {
    try {
      var text = response.body();
      return text.startsWith("{") ? new JsonObject(text) : new JsonObject();
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  /** Requests sent and not answered now. */
  int underWay() {
    return underWay.get();
  }

  /** How often a request was sent again. */
  long repeated() {
    return repeated.get();
  }

  @Override
  public void close() {
    http.close();
  }
}
