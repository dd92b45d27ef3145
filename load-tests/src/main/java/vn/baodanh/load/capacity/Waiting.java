package vn.baodanh.load.capacity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.machine.Machine;
import vn.baodanh.load.machine.ProcessTime;
import vn.baodanh.local.LocalFault;

/**
 * What a candidate costs who looks at a page that waits for a filing to be recorded: many follow
 * theirs as the pages do ({@code Prefer: wait=10}), on a service that records nothing. The last
 * line is one JSON object.
 */
public final class Waiting {
  private static final String USAGE =
      """
      Usage: load-tests/bench waiting [--quick]
        --quick  300 candidates for 12 s instead of 2,000 for 60 s
      """;
  private static final String LIST =
      "{\"preferences\":[{\"institutionCode\":\"BKA\",\"programmeCode\":\"IT1\"}]}";

  private static final int FILING_AT_ONCE = 16;
  private static final Duration COME_AGAIN = Duration.ofSeconds(2);
  private static final Duration FILED_WITHIN = Duration.ofSeconds(60);

  private final Machine machine;
  private final int candidates;
  private final int seconds;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong comeAgain = new AtomicLong();
  private final CountDownLatch filed;
  private final Semaphore filing = new Semaphore(FILING_AT_ONCE);

  private Waiting(Machine machine, int candidates, int seconds) {
    this.machine = machine;
    this.candidates = candidates;
    this.seconds = seconds;
    filed = new CountDownLatch(candidates);
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    var given = List.of(arguments);
    boolean quick = given.equals(List.of("--quick"));
    if (!given.isEmpty() && !quick) {
      System.err.print(USAGE);
      System.exit(2);
    }
    try {
      var directory = Files.createTempDirectory("baodanh-bench-");
      var intakeOnly = Map.of("ROLES", "intake");
      try (var machine = Machine.start(directory, intakeOnly, "-Xmx512m")) {
        new Waiting(machine, quick ? 300 : 2_000, quick ? 12 : 60).measure();
      }
    } catch (IOException | ExecutionException | LocalFault failure) {
      System.err.println("The benchmark could not go on: " + failure.getMessage());
      System.exit(2);
    } catch (InterruptedException stopped) {
      System.exit(2);
    }
    System.exit(0); // connections that wait are of no use any more
  }

  private void measure() throws IOException, ExecutionException, InterruptedException {
    var mint = machine.portal().mint();
    var tokens = mint.tokens(new Crowd("waiting"), 0, candidates, Instant.now());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = new ArrayList<Future<?>>();
      for (var token : tokens) {
        waiting.add(threads.submit(() -> follow(new String(token, US_ASCII))));
      }
      if (!filed.await(FILED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(filed.getCount() + " have not filed within " + FILED_WITHIN);
      }
      var before = used();
      long answersBefore = answers.get();
      Thread.sleep(Duration.ofSeconds(seconds));
      var cost = used().minus(before);
      long asked = answers.get() - answersBefore;
      isOver.set(true);
      for (var one : waiting) {
        one.get();
      }
      System.out.println(
          new JsonObject()
              .put("waiting", candidates)
              .put("comeAgain", comeAgain.get())
              .put("requestsPerSecond", rounded((double) asked / seconds))
              .put(
                  "cpuMicrosPerWaitingSecond", rounded(cost.toNanos() / 1e3 / candidates / seconds))
              .encode());
    }
  }

  private static double rounded(double figure) {
    return Math.round(10 * figure) / 10.0;
  }

  /** Of the service and both stores. */
  private Duration used() throws IOException {
    return ProcessTime.of(machine.service().pid())
        .plus(ProcessTime.of(machine.postgres().pid()))
        .plus(ProcessTime.of(machine.redis().pid()));
  }

  private Void follow(String token) throws IOException, InterruptedException {
    var filing = "/v1/me/filings/" + file(token).getString("id");
    filed.countDown();
    while (!isOver.get()) {
      var answer = answer(request(filing, token).header("Prefer", "wait=10").GET());
      if (answer.statusCode() == 503) { // a page comes again, too
        comeAgain.incrementAndGet();
        Thread.sleep(COME_AGAIN);
        continue;
      }
      var seen = json(answer);
      if (!"received".equals(seen.getString("status"))) {
        throw new IOException("it was recorded: " + seen.encode());
      }
      answers.incrementAndGet();
    }
    return null;
  }

  /** Few at once: what the queue does not take in time would be recorded directly. */
  private JsonObject file(String token) throws IOException, InterruptedException {
    filing.acquire();
    try {
      return send(
          request("/v1/me/preferences", token)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", "waiting-for-the-record")
              .header("If-Match", "\"0\"")
              .PUT(BodyPublishers.ofString(LIST)));
    } finally {
      filing.release();
    }
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create(machine.api() + path))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Authorization", "Bearer " + token);
  }

  private JsonObject send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return json(answer(request));
  }

  private HttpResponse<String> answer(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() >= 300) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body());
  }
}
