package vn.baodanh.kit;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/**
 * Measures what {@link Tokens#verify} costs in CPU time of its thread: for a token seen the first
 * time, with what of that is the signature, and for one that is remembered. Run by hand.
 */
final class TokenVerifyCost {

  private static final int ROUNDS = 6;
  private static final int TOKENS = 20_000;

  private TokenVerifyCost() {}

  private interface Work {
    void run(String token) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    var issuer = new TestIssuer().withRsa("k1");
    var vertx = Vertx.vertx();
    var server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().end(issuer.jwks()))
            .listen(0, "127.0.0.1")
            .await(10, SECONDS);
    var jwks = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    var settings = new TokenSettings(TestIssuer.ISSUER, TestIssuer.AUDIENCE, jwks, 2 * TOKENS, 2);
    var tokens = tokensOf(issuer);
    System.out.println("tokens of " + tokens.getFirst().length() + " characters");
    for (int round = 1; round <= ROUNDS; round++) {
      var verifier = new Tokens(vertx, settings, Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC));
      verifier.start().await(10, SECONDS);
      double first = cost(tokens, token -> check(verifier.verify(token).succeeded()));
      double again = cost(tokens, token -> check(verifier.verify(token).succeeded()));
      double signature =
          cost(tokens, token -> check(verified(token, issuer.pair("k1").getPublic())));
      System.out.printf(
          "round %d: first %.1f µs, of that RS256 %.1f µs, the rest %.1f µs; remembered %.2f µs%n",
          round, first, signature, first - signature, again);
      verifier.close().await(10, SECONDS);
    }
    vertx.close().await(10, SECONDS);
  }

  private static List<String> tokensOf(TestIssuer issuer) {
    var tokens = new ArrayList<String>();
    for (int i = 0; i < TOKENS; i++) {
      var expires = Date.from(TestIssuer.NOW.plusSeconds(3600 + i));
      var token = TestIssuer.token("k1").subject("p-" + i).expiration(expires);
      tokens.add(token.signWith(issuer.pair("k1").getPrivate()).compact());
    }
    return tokens;
  }

  private static double cost(List<String> tokens, Work work) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (var token : tokens) {
      work.run(token);
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1e3 / tokens.size();
  }

  private static boolean verified(String compact, PublicKey key) throws Exception {
    int dot = compact.lastIndexOf('.');
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key);
    signature.update(compact.substring(0, dot).getBytes(StandardCharsets.ISO_8859_1));
    return signature.verify(Base64.getUrlDecoder().decode(compact.substring(dot + 1)));
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError("refused");
    }
  }
}
