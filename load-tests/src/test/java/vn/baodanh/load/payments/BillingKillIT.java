package vn.baodanh.load.payments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vn.baodanh.load.candidate.Crowd;
import vn.baodanh.load.machine.Machine;
import vn.baodanh.local.ServiceProcess;

/**
 * Candidates pay while registration-service and payment adapter are killed in turn, with real
 * processes. Whoever repeats what was not answered has one bill and one attempt, every đồng is on
 * record at the platform, the adapter and registration, and each event was taken in once. The two
 * have no Redis in common, so nothing but the adapter's list says what happened.
 */
class BillingKillIT {
  private static final int CANDIDATES = Boolean.getBoolean("full") ? 400 : 60;
  private static final int KILLS = Boolean.getBoolean("full") ? 30 : 6;

  /** More than can be paid between two kills would all wait for the same restart. */
  private static final int AT_ONCE = 10;

  private static final Duration LONGEST = Duration.ofMinutes(4);
  private static final String LIST =
      """
      {"preferences":[{"institutionCode":"BKA","programmeCode":"IT1"},{"institutionCode":"QHI","programmeCode":"CN1"}]}\
      """;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void whoeverIsKilledEveryCandidateHasOneBillAndOneAttemptAndIsPaid()
      throws IOException, InterruptedException, ExecutionException, SQLException {
    try (var money =
            PaymentMachine.start(
                Files.createTempDirectory("kill-money"),
                60,
                Map.of("ASK_FIRST_MS", "2000", "ASK_INTERVAL_MS", "300"));
        var machine =
            Machine.start(
                Files.createTempDirectory("kill-registration"),
                Map.of(
                    "PAYMENT_ADAPTER_URL", money.address(),
                    "PAYMENT_CALLER_KEY", money.key().privateKey(),
                    "PAYMENT_TIMEOUT_MS", "2000"));
        var registration = new Client(machine.api());
        var platform = new PlatformClient(money.platformAddress())) {
      var tokens = file(machine);
      countLists(machine);
      var paid = new AtomicInteger();
      var places = new Semaphore(AT_ONCE);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var parts = new ArrayList<Callable<Void>>();
        for (String token : tokens) {
          parts.add(() -> {
            places.acquire();
            try {
              pay(registration, platform, token);
              paid.incrementAndGet();
            } finally {
              places.release();
            }
            return null;
          });
        }
        parts.add(() -> {
          killInTurn(List.of(machine.service(), money.adapter()), paid);
          return null;
        });
        for (var done : threads.invokeAll(parts)) {
          done.get();
        }
      }
      assertEquals(CANDIDATES, paid.get());
      assertSame(machine, money, platform);
    }
  }

  private List<String> file(Machine machine) throws IOException, InterruptedException {
    var tokens = new ArrayList<String>();
    for (byte[] token :
        machine.portal().mint().tokens(new Crowd("kill-billing"), 0, CANDIDATES, Instant.now())) {
      tokens.add(new String(token, java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    for (String token : tokens) {
      var filed =
          http.send(
              HttpRequest.newBuilder(URI.create(machine.api() + "/v1/me/preferences"))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", "key-00000001")
                  .header("If-Match", "\"0\"")
                  .PUT(BodyPublishers.ofString(LIST))
                  .build(),
              BodyHandlers.ofString());
      assertEquals(202, filed.statusCode(), filed.body());
    }
    return tokens;
  }

  /** The window closed some time ago, and another one is open: for those who pay. */
  private static void countLists(Machine machine) throws SQLException {
    execute(
        machine.jdbcUrl(),
        """
        UPDATE season_window SET opens_at = now() - interval '1 day', closes_at = now() - interval '16 seconds'
        WHERE id = '2026-preferences';
        INSERT INTO season_window (id, season, step, opens_at, closes_at)
        VALUES ('2026-payment', '2026', 'payment', now() - interval '1 day', now() + interval '1 day')
        """);
  }

  private static void pay(Client registration, PlatformClient platform, String token)
      throws InterruptedException {
    var bill = until(() -> registration.post("/v1/me/bill", token, new JsonObject()), 200, 201);
    assertEquals(30_000, bill.getJsonObject("bill").getLong("amount"));
    var wish = new JsonObject().put("platform", "vnpay").put("language", "vi");
    Callable<Client.Answer> begin =
        () -> registration.post("/v1/me/bill/payments", token, wish, "key-00000001");
    var first = until(begin, 200, 201);
    assertEquals("paid", platform.visit(first.getString("address"), "pay", Set.of()));
    var again = until(begin, 200, 201);
    assertEquals(first.getString("reference"), again.getString("reference"));
    for (var end = Instant.now().plus(LONGEST); Instant.now().isBefore(end); Thread.sleep(300)) {
      var standing = registration.get("/v1/me/bill", token);
      if (standing.status() == 200 && standing.body().getString("status").equals("paid")) {
        return;
      }
    }
    throw new AssertionError("not paid in time: " + first.getString("reference"));
  }

  /** Asks again while the answer is another one, as one that says "still counting". */
  private static JsonObject until(Callable<Client.Answer> ask, Integer... expected)
      throws InterruptedException {
    for (var end = Instant.now().plus(LONGEST); ; Thread.sleep(300)) {
      try {
        var answer = ask.call();
        if (answer.status() != 409 || Instant.now().isAfter(end)) {
          return answer.expect(expected);
        }
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** One after so many have paid: at any pace of the machine there is work in flight. */
  private static void killInTurn(List<ServiceProcess> victims, AtomicInteger paid)
      throws InterruptedException {
    for (int i = 0; i < KILLS; i++) {
      for (var end = Instant.now().plus(LONGEST);
          paid.get() < (i + 1) * CANDIDATES / (KILLS + 1) && Instant.now().isBefore(end); ) {
        Thread.sleep(20);
      }
      var victim = victims.get(i % victims.size());
      victim.killHard();
      Thread.sleep(300);
      victim.restart();
    }
  }

  private static void assertSame(Machine machine, PaymentMachine money, PlatformClient platform)
      throws SQLException, InterruptedException {
    for (var end = Instant.now().plus(LONGEST); Instant.now().isBefore(end); Thread.sleep(300)) {
      if (platform.totals().isAtRest()
          && number(money.jdbcUrl(), "SELECT position FROM event_position")
              == number(machine.jdbcUrl(), "SELECT position FROM payment_cursor")) {
        break;
      }
    }
    var books = AdapterBooks.read(money.jdbcUrl());
    var findings = MoneyAudit.check(books, platform.payments(), platform.refunds());
    assertTrue(findings.clean(), findings::toString);
    assertEquals(CANDIDATES, books.bills().size(), "bills at the adapter");
    assertEquals(CANDIDATES, books.attempts().size(), "attempts");
    assertEquals(0, books.refunds().size(), "nobody paid twice");
    String here = machine.jdbcUrl();
    assertEquals(CANDIDATES, number(here, "SELECT count(*) FROM bill"));
    assertEquals(CANDIDATES, number(here, "SELECT count(*) FROM bill WHERE state = 'paid'"));
    assertEquals(CANDIDATES, number(here, "SELECT count(*) FROM bill_payment"));
    assertEquals(CANDIDATES, number(here, "SELECT count(*) FROM message WHERE kind = 'bill-paid'"));
    assertEquals(books.lastEvent(), number(here, "SELECT count(*) FROM payment_event"));
  }

  private static void execute(String jdbcUrl, String sql) throws SQLException {
    try (var database = DriverManager.getConnection(jdbcUrl);
        var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(String jdbcUrl, String sql) throws SQLException {
    try (var database = DriverManager.getConnection(jdbcUrl);
        var statement = database.createStatement();
        var found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }
}
