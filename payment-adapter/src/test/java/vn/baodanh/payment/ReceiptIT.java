package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fee receipts: numbered without gaps, the same every time, to be checked by anybody. */
class ReceiptIT {
  private static Stack stack;
  private static Node node;
  private static Node other;
  private static final AtomicInteger TRANSACTION = new AtomicInteger(34_000_000);

  private final UUID candidate = UUID.randomUUID();
  private final UUID bill = UUID.randomUUID();

  @BeforeAll
  static void start() {
    stack = new Stack("receipt_it");
    node = stack.node("RECEIPT_INTERVAL_MS", "10");
    other = stack.node("RECEIPT_INTERVAL_MS", "60000");
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private static String paid(UUID bill, UUID candidate) {
    node.post("/v1/bills", Bodies.bill(bill, candidate, "BKA", 30_000, "QHI", 15_000)).expect(201);
    String reference = node.attempt(bill, "key-00000001").text("reference");
    String number = Integer.toString(TRANSACTION.incrementAndGet());
    String ipn = VnpaySays.paid(reference, 45_000, number);
    assertEquals("00", other.ask(ipn).join().text("RspCode"));
    return reference;
  }

  private static Answer receipt(Node node, UUID bill) {
    return node.get("/v1/bills/" + bill + "/receipt");
  }

  @Test
  void aPaidBillHasAReceiptAtOnceAndItIsTheSameOnEveryNode() {
    paid(bill, candidate);
    Answer first = receipt(other, bill).expect(200);
    assertTrue(first.body().startsWith("%PDF-"));
    assertEquals("application/pdf", first.header("Content-Type"));
    assertEquals(first.body(), receipt(node, bill).expect(200).body());
    assertEquals(first.body(), receipt(other, bill).expect(200).body());
    assertEquals(
        "inline; filename=\"bien-lai-%07d.pdf\"".formatted(number(bill)),
        first.header("Content-Disposition"));
  }

  @Test
  void whereAsManyAreMadeAsMayBeOneMoreIsToComeAgain() throws SQLException {
    paid(bill, candidate);
    Node small = stack.node("RECEIPTS_AT_ONCE", "1", "RECEIPT_INTERVAL_MS", "60000");
    receipt(small, bill).expect(200);
    CompletableFuture<Answer> slow;
    try (Connection locking = stack.locked("receipt")) {
      slow = CompletableFuture.supplyAsync(() -> receipt(small, bill));
      Stack.eventually("it waits", () -> stack.count(WAITING) > 0);
      Answer refused = receipt(small, bill).expect(503, "busy");
      assertEquals("2", refused.header("Retry-After"));
      locking.rollback();
    }
    slow.join().expect(200);
    receipt(small, bill).expect(200);
  }

  private static final String WAITING =
      "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'receipt'::regclass";

  @Test
  void whatIsNotPaidOrCostsNothingHasNone() {
    receipt(node, bill).expect(404, "bill-unknown");
    node.post("/v1/bills", Bodies.bill(bill, candidate, "BKA", 30_000)).expect(201);
    receipt(node, bill).expect(404, "no-receipt");
    UUID nothing = UUID.randomUUID();
    node.post("/v1/bills", Bodies.bill(nothing, UUID.randomUUID())).expect(201);
    receipt(node, nothing).expect(404, "no-receipt");
    paid(UUID.randomUUID(), UUID.randomUUID()); // whatever is numbered, it is not that
    Stack.eventually("all are numbered", () -> stack.count(unnumbered()) == 0);
    assertEquals(
        0,
        stack.count(
            "SELECT count(*) FROM receipt WHERE bill_id IN ('" + bill + "', '" + nothing + "')"));
  }

  @Test
  void numbersHaveNoGapsAndFollowTheOrderInWhichBillsWereSettledHoweverManyNumberAtOnce() {
    List<UUID> bills = Stream.generate(UUID::randomUUID).limit(40).toList();
    List<CompletableFuture<Answer>> answers =
        bills.parallelStream()
            .map(one -> {
              paid(one, UUID.randomUUID());
              String path = "/v1/bills/" + one + "/receipt";
              return CompletableFuture.supplyAsync(() -> other.get(path));
            })
            .toList();
    answers.forEach(answer -> answer.join().expect(200));
    Stack.eventually("all are numbered", () -> stack.count(unnumbered()) == 0);
    List<Long> numbers =
        stack
            .rows(
                """
                SELECT r.number FROM receipt r JOIN event e ON e.bill_id = r.bill_id AND e.type = 'bill-settled'
                ORDER BY e.position
                """)
            .stream()
            .map(row -> Long.valueOf(row.getFirst()))
            .toList();
    assertEquals(LongStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers);
  }

  private static String unnumbered() {
    return "SELECT count(*) FROM bill WHERE settled_by IS NOT NULL AND id NOT IN (SELECT bill_id"
        + " FROM receipt)";
  }

  @Test
  void anybodyWhoHoldsItCanCheckItAndNobodyCanCountThemThrough() {
    paid(bill, candidate);
    receipt(node, bill).expect(200);
    String good = "/v1/receipts/" + number(bill) + "?code=" + code(bill);
    Answer checked = node.ask(good).join().expect(200);
    assertEquals(
        new JsonObject()
            .put("number", number(bill))
            .put("amount", 45_000)
            .put("paidOn", "2026-07-16")
            .put("sentBack", 0)
            .put("valid", true),
        checked.json());
    node.ask("/v1/receipts/" + number(bill) + "?code=" + UUID.randomUUID())
        .join()
        .expect(404, "receipt-unknown");
    node.ask("/v1/receipts/999999?code=" + code(bill)).join().expect(404, "receipt-unknown");
    node.ask("/v1/receipts/" + number(bill)).join().expect(400, "invalid");
    node.ask("/v1/receipts/0?code=" + code(bill)).join().expect(400, "invalid");
    Answer page = html(good).expect(200);
    assertTrue(page.body().contains("45.000 đồng"), page::body);
    assertTrue(page.body().contains("Biên lai có hiệu lực"), page::body);
    for (String personal : List.of(candidate.toString(), bill.toString(), "BKA", "QHI")) {
      assertFalse(page.body().contains(personal), page::body);
      assertFalse(checked.body().contains(personal), checked::body);
    }
  }

  @Test
  void whatWasSentBackIsSaidAndAllOfItEndsTheReceipt() {
    String reference = paid(bill, candidate);
    receipt(node, bill).expect(200);
    String good = "/v1/receipts/" + number(bill) + "?code=" + code(bill);
    refunded(reference, 15_000);
    assertEquals(15_000, node.ask(good).join().json().getInteger("sentBack"));
    assertTrue(node.ask(good).join().json().getBoolean("valid"));
    refunded(reference, 30_000);
    assertFalse(node.ask(good).join().json().getBoolean("valid"));
    assertTrue(html(good).body().contains("Đã hoàn lại toàn bộ"));
  }

  private static void refunded(String reference, int amount) {
    stack.execute(
        """
        INSERT INTO refund (id, reference, amount, reason, state, opened_at, opened_by)
        VALUES (gen_random_uuid(), '%s', %d, 'list-changed', 'refunded', now(), 'an')
        """
            .formatted(reference, amount));
  }

  @Test
  void theServiceCannotChangeOrTakeBackAReceipt() {
    for (String sql : List.of("UPDATE receipt SET number = 1", "DELETE FROM receipt")) {
      assertThrows(IllegalStateException.class, () -> stack.executeAsService(sql), sql);
    }
  }

  private static Answer html(String path) {
    return Node.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .header("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"))
        .join();
  }

  private static long number(UUID bill) {
    return stack.count("SELECT number FROM receipt WHERE bill_id = '" + bill + "'");
  }

  private static String code(UUID bill) {
    return stack
        .rows("SELECT code FROM receipt WHERE bill_id = '" + bill + "'")
        .getFirst()
        .getFirst();
  }
}
