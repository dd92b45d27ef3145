package vn.baodanh.load.generator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.baodanh.local.Ports;

final class GeneratorTest {
  /** Others on the machine only make it slower: the quickest of so many counts. */
  private static final int MOST_ROUNDS = 5;

  /** Far longer than what is to be sent takes, on two cores that others keep busy, too. */
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger received = new AtomicInteger();

  /** Numbers its requests, as many as there are to be, and notes how each ended. */
  private static final class Numbered implements Exchange {
    final Set<Integer> answered = new HashSet<>();
    final Set<Integer> unanswered = new HashSet<>();
    private final int most;
    int next;

    Numbered(int most) {
      this.most = most;
    }

    @Override
    public boolean isExhausted() {
      return next == most;
    }

    @Override
    public int write(ByteBuffer out) {
      if (isExhausted()) {
        return NONE;
      }
      var body = "{\"n\":" + next + "}";
      out.put(
          "PUT /n HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(body.length(), body)
              .getBytes(ISO_8859_1));
      return next++;
    }

    @Override
    public void answered(int ticket, Answer answer) {
      assertEquals("{\"n\":" + ticket + "}", answer.body());
      assertEquals(7, answer.version().orElseThrow());
      assertTrue(answered.add(ticket));
    }

    @Override
    public void unanswered(int ticket) {
      assertTrue(unanswered.add(ticket));
    }
  }

  private InetSocketAddress serve(Handler<HttpServerRequest> handler) {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(handler)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return new InetSocketAddress("127.0.0.1", server.actualPort());
  }

  private void echo(HttpServerRequest request) {
    received.incrementAndGet();
    request
        .body()
        .onSuccess(
            body -> request.response().setStatusCode(202).putHeader("ETag", "\"7\"").end(body));
  }

  private void echoSlowly(HttpServerRequest request) {
    request
        .body()
        .compose(body -> vertx.timer(100, TimeUnit.MILLISECONDS).map(body))
        .onSuccess(
            body -> request.response().setStatusCode(202).putHeader("ETag", "\"7\"").end(body));
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void everyRequestOfTheClosedModelHasItsOwnAnswer() throws IOException {
    var exchange = new Numbered(2_000); // each connection is used again
    try (var generator = new Generator(serve(this::echo), 16, exchange, LONG)) {
      var load = generator.run(new Pace.Closed(), LONG);
      assertEquals(2_000, load.answers());
      assertEquals(received.get(), load.answeredWith(202));
      assertEquals(2_000, exchange.answered.size());
      assertEquals(Set.of(), exchange.unanswered);
    }
  }

  @Test
  void theOpenModelSendsAtItsRate() throws IOException {
    var exchange = new Numbered(1_000);
    try (var generator = new Generator(serve(this::echo), 8, exchange, LONG)) {
      var load = generator.run(new Pace.Open(400), Duration.ofSeconds(1));
      assertEquals(400, load.answers());
      assertEquals(0, load.unsent());
      assertTrue(load.elapsed().toMillis() >= 990, "elapsed " + load.elapsed());
    }
  }

  @Test
  void latencyOfTheOpenModelCountsFromTheMomentMeantForSending() throws IOException {
    var exchange = new Numbered(1_000);
    var slow = serve(this::echoSlowly);
    try (var generator = new Generator(slow, 1, exchange, LONG)) {
      var load = generator.run(new Pace.Open(20), Duration.ofMillis(500));
      assertEquals(10, load.answers());
      // One connection answers ten a second; twenty a second are due: the tenth waits half a
      // second.
      assertTrue(load.latencyMs(100) > 450, "latency " + load.latencyMs(100));
    }
  }

  @Test
  void whatALostConnectionLeavesUnansweredIsToldOnce() throws IOException {
    var exchange = new Numbered(100);
    var address =
        serve(request -> {
          if (received.get() % 5 == 4) {
            received.incrementAndGet();
            request.connection().close();
          } else {
            echo(request);
          }
        });
    try (var generator = new Generator(address, 4, exchange, LONG)) {
      var load = generator.run(new Pace.Closed(), LONG);
      assertTrue(load.unanswered() > 5, "unanswered " + load.unanswered());
      assertEquals(load.unanswered(), exchange.unanswered.size());
      assertEquals(100, exchange.answered.size() + exchange.unanswered.size());
    }
  }

  @Test
  void anAnswerThatNeverComesIsGivenUp() throws IOException {
    var silent = serve(request -> received.incrementAndGet());
    var times = new ArrayList<Long>();
    while (times.isEmpty() || times.size() < MOST_ROUNDS && Collections.min(times) >= 2_000) {
      times.add(gaveUpAfterMs(silent));
    }
    assertTrue(Collections.min(times) < 2_000, "given up after " + times + " ms");
  }

  private static long gaveUpAfterMs(InetSocketAddress silent) throws IOException {
    long start = System.nanoTime();
    var exchange = new Numbered(2);
    try (var generator = new Generator(silent, 2, exchange, Duration.ofMillis(200))) {
      var load = generator.run(new Pace.Closed(), LONG);
      assertEquals(2, load.unanswered());
    }
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  @Test
  void aServiceThatIsAwayIsTriedAgain() throws IOException {
    int port = Ports.free();
    var later = vertx.createHttpServer().requestHandler(this::echo);
    vertx.setTimer(300, fired -> later.listen(port, "127.0.0.1"));
    var exchange = new Numbered(100);
    var address = new InetSocketAddress("127.0.0.1", port);
    try (var generator = new Generator(address, 2, exchange, LONG)) {
      var load = generator.run(new Pace.Closed(), LONG);
      assertEquals(100, load.answers());
      assertEquals(100, exchange.answered.size());
    }
  }
}
