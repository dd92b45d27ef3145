package vn.baodanh.local.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.baodanh.local.Ports;
import vn.baodanh.local.Program;
import vn.baodanh.local.ServiceProcess;

/** The platform as a process of its own. */
@Timeout(60)
final class PlatformSimulatorIT {
  private static final int ROUNDS = 2;
  private static final int AT_ONCE = 500;
  private static final long AMOUNT = 135_000;

  @TempDir private Path directory;
  private final int port = Ports.free();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void whatWasAnsweredIsThereAfterAKill() throws IOException, InterruptedException {
    try (var merchant = new TestMerchant();
        var platform = start(merchant)) {
      long answered = 0;
      for (int round = 0; round < ROUNDS; round++) {
        var paid = pay(merchant, round);
        paid.forEach(p -> assertEquals("paid", ((JsonObject) p).getString("outcome")));
        answered += paid.size() * AMOUNT;
        platform.killHard();
        platform.restart();
        assertEquals(answered, totals().getLong("taken"));
      }
      TestMerchant.await(() -> merchant.notices.stream().distinct().count() == ROUNDS * AT_ONCE);
      TestMerchant.await(() -> untold() == 0);
      assertTrue(platform.stop());
    }
  }

  private ServiceProcess start(TestMerchant merchant) {
    var environment = new HashMap<String, String>();
    environment.putAll(merchant.environment(directory.resolve("data"), 1_000));
    environment.put("PLATFORM_PORT", Integer.toString(port));
    var classPath = System.getProperty("java.class.path");
    var program =
        new Program(
            "platform", List.of("-cp", classPath), List.of(PlatformSimulator.class.getName()));
    return ServiceProcess.start(
        program, Map.copyOf(environment), uri("/simulator/totals"), directory.resolve("log"));
  }

  private JsonArray pay(TestMerchant merchant, int round) throws IOException, InterruptedException {
    var payments = new JsonArray();
    for (int i = 0; i < AT_ONCE; i++) {
      var fields = merchant.payFields("P" + round + "-" + i);
      payments.add(new JsonObject().put("url", "?" + merchant.signature.query(fields)));
    }
    var request =
        HttpRequest.newBuilder(uri("/simulator/payments"))
            .POST(BodyPublishers.ofString(new JsonObject().put("payments", payments).encode()))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    return new JsonObject(answer.body()).getJsonArray("payments");
  }

  private long untold() {
    try {
      return totals().getLong("untold");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonObject totals() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri("/simulator/totals")).build();
    return new JsonObject(client.send(request, BodyHandlers.ofString()).body());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
