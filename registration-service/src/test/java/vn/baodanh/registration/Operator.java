package vn.baodanh.registration;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A member of staff who sends catalogue files and decides proposals, at one node. */
record Operator(Device device) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * Sends a file.
   *
   * @param query names and values
   */
  Answer upload(String kind, String key, byte[] file, String... query) {
    var target = new StringBuilder("/v1/operations/catalogue/" + kind + "?");
    for (int i = 0; i < query.length; i += 2) {
      target.append(query[i] + "=" + URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8) + "&");
    }
    return post(target.toString(), "text/csv", key, BodyPublishers.ofByteArray(file));
  }

  Answer preview(String kind, byte[] file) {
    return upload(kind, UUID.randomUUID().toString(), file, "preview", "true");
  }

  Answer approve(String proposal) {
    return post(
        "/v1/operations/proposals/" + proposal + "/approval",
        "application/json",
        UUID.randomUUID().toString(),
        BodyPublishers.noBody());
  }

  Answer versions() {
    return device.get("/v1/operations/catalogue/versions");
  }

  /** The file of a kind in the newest version. */
  Answer newest(String kind) {
    var versions = versions().expect(200).json().getJsonArray("versions");
    var files = versions.getJsonObject(versions.size() - 1).getJsonObject("files");
    return file(files.getString(kind));
  }

  Answer file(String digest) {
    return device.get("/v1/operations/catalogue/files/" + digest);
  }

  private Answer post(String target, String type, String key, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + device.port() + target))
            .header("Authorization", "Bearer " + device.token())
            .header("Content-Type", type)
            .header("Idempotency-Key", key)
            .POST(body)
            .build();
    return Again.send(() -> HTTP.sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::of))
        .join();
  }
}
