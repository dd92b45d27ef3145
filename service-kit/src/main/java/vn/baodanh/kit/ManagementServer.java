package vn.baodanh.kit;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/**
 * Tells operators and orchestrators how the process is: {@code /live}, {@code /ready}, {@code
 * /metrics}, on its own port.
 */
public final class ManagementServer {

  private final HttpServer server;

  private ManagementServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Binds.
   *
   * @param port 0 for a free one
   */
  public static Future<ManagementServer> listen(
      Vertx vertx,
      String host,
      int port,
      List<ReadinessCheck> checks,
      PrometheusMeterRegistry registry) {
    var options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setMaxHeaderSize(4096)
            .setIdleTimeout(60);
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> answer(request, List.copyOf(checks), registry))
        .listen()
        .map(ManagementServer::new);
  }

  public int port() {
    return server.actualPort();
  }

  public Future<Void> close() {
    return server.close();
  }

  private static void answer(
      HttpServerRequest request, List<ReadinessCheck> checks, PrometheusMeterRegistry registry) {
    var response = request.response();
    if (!HttpMethod.GET.equals(request.method())) {
      response.setStatusCode(405).putHeader("Allow", "GET").end();
      return;
    }
    switch (Objects.requireNonNullElse(request.path(), "")) {
      case "/live" -> json(request, 200, new JsonObject().put("status", "live"));
      case "/ready" -> ready(request, checks);
      case "/metrics" ->
          response
              .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
              .end(registry.scrape());
      default -> response.setStatusCode(404).end();
    }
  }

  private static void ready(HttpServerRequest request, List<ReadinessCheck> checks) {
    var faults = new JsonObject();
    for (var check : checks) {
      check.fault().ifPresent(fault -> faults.put(check.name(), fault));
    }
    boolean ready = faults.isEmpty();
    var json = new JsonObject().put("status", ready ? "ready" : "not ready").put("faults", faults);
    json(request, ready ? 200 : 503, json);
  }

  private static void json(HttpServerRequest request, int status, JsonObject json) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(json.toBuffer());
  }
}
