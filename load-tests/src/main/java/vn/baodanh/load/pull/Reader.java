package vn.baodanh.load.pull;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A university's program: pulls its feed, counts lines and bytes, and knows where it stands. */
final class Reader implements AutoCloseable {
  private static final int PIECE_BYTES = 1 << 16;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private final String token;
  private String cursor = "0-00000000";

  Reader(String api, String institution, String token) {
    this.address = api + "/v1/institutions/" + institution + "/applications";
    this.token = token;
  }

  /**
   * What came.
   *
   * @param firstByteMs from the request on
   */
  record Pulled(long lines, long bytes, double firstByteMs, double seconds) {
    double linesPerSecond() {
      return lines / seconds;
    }

    @Override
    public String toString() {
      return "%,d lines, %,d MB in %.2f s: %,.0f lines/s, first byte after %.0f ms"
          .formatted(lines, bytes >> 20, seconds, linesPerSecond(), firstByteMs);
    }
  }

  void fromTheBeginning() {
    cursor = "0-00000000";
  }

  /** All that is new. */
  Pulled pull() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address + "?after=" + cursor))
            .header("Authorization", "Bearer " + token)
            .build();
    long start = System.nanoTime();
    var response = client.send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      try (var body = response.body()) {
        throw new IOException(
            "The pull was answered "
                + response.statusCode()
                + " "
                + new String(body.readAllBytes(), UTF_8));
      }
    }
    var buffer = new byte[PIECE_BYTES];
    long lines = 0;
    long bytes = 0;
    long first = 0;
    try (var body = response.body()) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        first = first == 0 ? System.nanoTime() : first;
        bytes += read;
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (lines != response.headers().firstValueAsLong("Feed-Lines").orElse(-1)) {
      throw new IOException("The pull broke off after " + lines + " lines");
    }
    cursor = response.headers().firstValue("Feed-Cursor").orElseThrow();
    return new Pulled(lines, bytes, first == 0 ? 0 : (first - start) / 1e6, seconds);
  }

  @Override
  public void close() {
    client.close();
  }
}
