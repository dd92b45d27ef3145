package vn.baodanh.load.candidate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Only what a service asks the portal for: its keys, found by discovery. Lets a benchmark sign its
 * candidates' tokens itself, with nobody signing in while it measures.
 */
public final class PortalStandIn implements AutoCloseable {
  private final HttpServer server;
  private final TokenMint mint;

  public PortalStandIn(SigningKey key, String audience, Duration lifetime) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var issuer = "http://127.0.0.1:" + server.getAddress().getPort();
    mint = new TokenMint(issuer, audience, "load", key, lifetime);
    var discovery = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/jwks\"}".formatted(issuer, issuer);
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, discovery));
    server.createContext("/jwks", exchange -> answer(exchange, mint.keySet()));
    server.start();
  }

  public TokenMint mint() {
    return mint;
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      var bytes = json.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
