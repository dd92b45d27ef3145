package vn.baodanh.load.play;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A university's file of changes, to which it appends what is new. */
final class FeedFile {
  private static final Duration UNTIL_KNOWN = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private final MachineKey key;
  private final Path file;
  private String cursor = "";
  private int lines;

  FeedFile(String base, String institution, MachineKey key, Path file) {
    this.address = base + "/v1/institutions/" + institution + "/applications";
    this.key = key;
    this.file = file;
  }

  /** Appends what is new; answers how many lines that were. */
  int pull() throws IOException, InterruptedException {
    long end = System.nanoTime() + UNTIL_KNOWN.toNanos();
    while (true) {
      var answer = client.send(request(), BodyHandlers.ofByteArray());
      if (answer.statusCode() == 200) {
        Files.write(file, answer.body(), StandardOpenOption.APPEND);
        cursor = answer.headers().firstValue("Feed-Cursor").orElseThrow();
        int more = (int) answer.headers().firstValueAsLong("Feed-Lines").orElseThrow();
        lines += more;
        return more;
      }
      boolean later =
          List.of(401, 429, 503).contains(answer.statusCode()); // 401: key not known yet
      if (!later || System.nanoTime() > end) {
        throw new IOException(
            "A pull was answered " + answer.statusCode() + " " + new String(answer.body(), UTF_8));
      }
      Api.pause(
          answer
              .headers()
              .firstValue("Retry-After")
              .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
              .orElse(LOOK_EVERY));
    }
  }

  private HttpRequest request() {
    var uri = URI.create(cursor.isEmpty() ? address : address + "?after=" + cursor);
    return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + key.token()).build();
  }

  int lines() {
    return lines;
  }

  /** What each applicant chooses there, by the newest line of each. */
  Map<String, List<String>> applicants() throws IOException {
    var applicants = new HashMap<String, List<String>>();
    for (var line : Files.readAllLines(file)) {
      var json = new JsonObject(line);
      var programmes = new ArrayList<String>();
      var chosen = json.getJsonArray("programmes");
      for (int i = 0; i < chosen.size(); i++) {
        programmes.add(chosen.getJsonObject(i).getString("programmeCode"));
      }
      applicants.put(json.getString("applicant"), programmes);
    }
    applicants.values().removeIf(List::isEmpty);
    return applicants;
  }
}
