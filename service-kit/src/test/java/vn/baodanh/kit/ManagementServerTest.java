package vn.baodanh.kit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {

  private final Metrics metrics = new Metrics();
  private final Vertx vertx = metrics.vertx(1);
  private volatile Optional<String> fault = Optional.empty();
  private ManagementServer server;

  @BeforeEach
  void startServer() throws Exception {
    var check =
        new ReadinessCheck() {
          @Override
          public String name() {
            return "lanes";
          }

          @Override
          public Optional<String> fault() {
            return fault;
          }
        };
    server =
        ManagementServer.listen(vertx, "127.0.0.1", 0, List.of(check), metrics.registry())
            .await(10, SECONDS);
  }

  @AfterEach
  void stopServer() throws Exception {
    server.close().await(10, SECONDS);
    vertx.close().await(10, SECONDS);
  }

  @Test
  void aServiceIsReadyUnlessACheckSaysOtherwise() throws Exception {
    assertEquals("200 {\"status\":\"ready\",\"faults\":{}}", get("/ready"));
    fault = Optional.of("no lane can keep a filing");
    assertEquals(
        "503 {\"status\":\"not ready\",\"faults\":{\"lanes\":\"no lane can keep a filing\"}}",
        get("/ready"));
    assertEquals("200 {\"status\":\"live\"}", get("/live"));
  }

  @Test
  void theLagOfAnEventLoopIsMeasured() throws Exception {
    metrics.watch(vertx, vertx.getOrCreateContext(), "0");
    var scraped = get("/metrics");
    for (int i = 0; i < 200 && !scraped.contains("event_loop_lag_seconds{loop=\"0\"}"); i++) {
      Thread.sleep(50);
      scraped = get("/metrics");
    }
    assertTrue(scraped.contains("event_loop_lag_seconds{loop=\"0\"}"), scraped);
    assertTrue(scraped.contains("jvm_memory_used_bytes"), scraped);
  }

  @Test
  void nothingElseIsThere() throws Exception {
    assertTrue(get("/").startsWith("404"));
    assertTrue(get("/v1/season").startsWith("404"));
  }

  private String get(String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }
}
