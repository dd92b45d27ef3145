package vn.baodanh.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A university's program that pulls: its token, and the node that it asks. */
record FeedReader(String token, int port, String institution) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What was answered to one pull. */
  record Pulled(int status, byte[] body, HttpResponse<?> response) {
    /** What its limit says is left, without the time until all is. */
    String left() {
      return header("RateLimit").replaceAll(";t.*", "");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String text() {
      return new String(body, UTF_8);
    }

    /** Each line of the feed. */
    List<JsonObject> lines() {
      return text().lines().map(JsonObject::new).toList();
    }

    /** The problem's stable code. */
    String code() {
      return new JsonObject(text()).getString("code");
    }

    Pulled expect(int expected) {
      if (status != expected) {
        throw new AssertionError(status + " " + text());
      }
      return this;
    }
  }

  FeedReader at(Node node) {
    return new FeedReader(token, node.port(), institution);
  }

  /**
   * @param query as {@code ?after=…}, or empty
   */
  Pulled pull(String query, String... headers) {
    return get("/applications" + query, headers);
  }

  Pulled get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  HttpRequest.Builder request(String path, String... headers) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/v1/institutions/" + institution + path))
            .header("Authorization", "Bearer " + token);
    return headers.length == 0 ? request : request.headers(headers);
  }

  Pulled send(HttpRequest request) {
    return Again.ask(
        () -> sendOnce(request), pulled -> Again.isUnsure(pulled.status(), pulled.text()));
  }

  private static Pulled sendOnce(HttpRequest request) {
    try {
      var response = HTTP.send(request, BodyHandlers.ofByteArray());
      return new Pulled(response.statusCode(), plain(response), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Breaks off after about so many bytes; what of them are whole lines. */
  String begin(String query, int bytes) {
    try {
      var response =
          HTTP.send(request("/applications" + query).build(), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        String text = new String(body.readNBytes(bytes), UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] plain(HttpResponse<byte[]> response) throws IOException {
    if (!response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
      return response.body();
    }
    try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return unzipped.readAllBytes();
    }
  }
}
