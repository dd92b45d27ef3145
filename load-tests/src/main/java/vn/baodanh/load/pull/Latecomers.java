package vn.baodanh.load.pull;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.candidate.PreferenceList;
import vn.baodanh.load.candidate.Programme;
import vn.baodanh.load.candidate.TokenMint;

/** Candidates who choose one institution after everybody else. */
final class Latecomers {
  private final String api;
  private final byte[][] tokens;
  private final byte[] list;

  Latecomers(String api, TokenMint mint, int count, String institution) {
    this.api = api;
    this.tokens = mint.tokens(new Crowd("latecomers"), 0, count, Instant.now());
    var programme =
        Programme.all().stream()
            .filter(one -> one.institutionCode().equals(institution))
            .findFirst()
            .orElseThrow();
    this.list = PreferenceList.of(List.of(programme)).json();
  }

  /** All of them file at once; returns when the last is answered. */
  void file() throws IOException {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var sent = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (var token : tokens) {
        sent.add(client.sendAsync(filing(token), BodyHandlers.ofString()));
      }
      for (var answer : sent) {
        if (answer.join().statusCode() != 202) {
          throw new IOException("A filing was answered " + answer.join().body());
        }
      }
    }
  }

  private HttpRequest filing(byte[] token) {
    return HttpRequest.newBuilder(URI.create(api + "/v1/me/preferences"))
        .header("Authorization", "Bearer " + new String(token, ISO_8859_1))
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", "key-00000001")
        .header("If-Match", "\"0\"")
        .PUT(BodyPublishers.ofByteArray(list))
        .build();
  }
}
