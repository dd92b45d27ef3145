package vn.baodanh.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes ask about what is due: each payment is asked about by one, and none by too many. */
class SweepShareIT {
  private static final int DUE = 60;
  private static final int BUDGET = 4;
  private static final int NODES = 3;

  private final Stack stack = new Stack("sweep_share_it");
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, AtomicInteger> askedByReference = new ConcurrentHashMap<>();
  private final Set<String> askers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private HttpServer platform;

  @BeforeEach
  void start() throws IOException {
    platform = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    platform.setExecutor(threads);
    platform.createContext(
        "/",
        exchange -> {
          var question = new JsonObject(Buffer.buffer(exchange.getRequestBody().readAllBytes()));
          mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          askers.add(question.getString("vnp_IpAddr"));
          askedByReference
              .computeIfAbsent(question.getString("vnp_TxnRef"), first -> new AtomicInteger())
              .incrementAndGet();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
          awaitAllAskers();
          atOnce.decrementAndGet();
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(UTF_8));
          exchange.close();
        });
    platform.start();
  }

  @AfterEach
  void stop() {
    stack.close();
    platform.stop(0);
    threads.close();
  }

  /** No node may be so quick, and another so slow, that there is nothing left for it. */
  private void awaitAllAskers() {
    Stack.eventually("all nodes ask", () -> askers.size() == NODES);
  }

  @Test
  void eachPaymentIsAskedAboutByOneNodeWithinItsBudgetAndLaterEachTime() {
    Node first = node(1);
    for (int i = 0; i < DUE; i++) {
      UUID bill = UUID.randomUUID();
      first.post("/v1/bills", Bodies.bill(bill, UUID.randomUUID(), "BKA", 30_000)).expect(201);
      first.attempt(bill, "key-00000001");
    }
    for (int i = 2; i <= NODES; i++) {
      node(i);
    }
    due();
    Stack.eventually("all are asked about", () -> askedByReference.size() == DUE);
    Stack.eventually("all are answered", () -> atOnce.get() == 0);
    askedByReference.forEach((reference, times) -> assertEquals(1, times.get(), reference));
    assertTrue(mostAtOnce.get() <= NODES * BUDGET, mostAtOnce + " at once");
    assertEquals(Set.of("192.0.2.1", "192.0.2.2", "192.0.2.3"), askers);
    assertEquals(DUE, stack.count("SELECT count(*) FROM attempt WHERE state = 'open'"));
    assertEquals(1, pauseInHours(), "after the first question");
    due();
    Stack.eventually(
        "all are asked about again",
        () -> askedByReference.values().stream().allMatch(times -> times.get() == 2));
    Stack.eventually("it is written", () -> pauseInHours() == 2);
  }

  /** With an address of its own, by which the platform knows it. */
  private Node node(int number) {
    return stack.node(
        "VNPAY_API_URL", "http://127.0.0.1:" + platform.getAddress().getPort() + "/",
        "PLATFORM_TIMEOUT_MS", "50000",
        "OWN_ADDRESS", "192.0.2." + number,
        "ATTEMPT_MS", "86400000", // longer than all pauses
        "ASK_FIRST_MS", "3600000",
        "ASK_INTERVAL_MS", "20",
        "ASK_BUDGET", Integer.toString(BUDGET));
  }

  private void due() {
    stack.execute("UPDATE attempt SET ask_at = now() - interval '1 second'");
  }

  /** Until the next question, of the one that comes first, rounded. */
  private long pauseInHours() {
    return stack.count("SELECT round(extract(epoch FROM min(ask_at) - now()) / 3600) FROM attempt");
  }
}
