package vn.baodanh.kit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JsonSourceTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void closeVertx() throws Exception {
    vertx.close().await(10, SECONDS);
  }

  /** As a server does that stood still, or a firewall that forgot the connection. */
  @Test
  void aRequestThatIsNeverAnsweredTakesNoConnectionFromThoseAfterIt() throws Exception {
    var asked = new AtomicInteger();
    var server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              if (asked.incrementAndGet() > 1) {
                request.response().end("{\"asked\":2}");
              }
            })
            .listen(0, "127.0.0.1")
            .await(10, SECONDS);
    var address = URI.create("http://127.0.0.1:" + server.actualPort());
    var source = new JsonSource(vertx, 1, 4);
    assertThrows(TimeoutException.class, () -> source.get(address, Map.of()).await(10, SECONDS));
    assertEquals(
        new JsonObject().put("asked", 2), source.get(address, Map.of()).await(10, SECONDS));
  }
}
