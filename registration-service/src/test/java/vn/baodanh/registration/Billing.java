package vn.baodanh.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.baodanh.registration.filing.Micros;

/**
 * An installation in which people pay: two nodes, a fake of the payment adapter, an open window in
 * which fees are paid, and what candidates do there.
 */
final class Billing implements AutoCloseable {
  static final long FEE = 15_000;
  static final String KEY = "key-00000001";

  final Stack stack;
  final FakeAdapter adapter;
  final Node a;
  final Node b;
  private int keys;

  /**
   * @param database its name, as a {@link Stack} takes it
   */
  Billing(String database) {
    stack = new Stack(database);
    adapter = new FakeAdapter(stack);
    // The fake one answers at once or not at all: only a machine that stands still takes long.
    String[] settings = {"PAYMENT_ADAPTER_URL", adapter.address(), "PAYMENT_TIMEOUT_MS", "20000"};
    a = stack.node(settings);
    b = stack.node(settings);
    BillingWindows.openPayment(stack, a, b);
    stack.openWindow();
  }

  /** Files a list and waits until it counts. */
  Device filed(String subject, String... references) {
    Device device = a.of(subject);
    long version = device.current().version();
    Answer kept = device.file("key-" + ++keys + "-filed", version, Lists.of(references));
    stack.awaitRecordedOnce(List.of(kept.expect(202)));
    return device;
  }

  /** Closes the window long enough ago, and waits for the mark. */
  void count() {
    Instant closes = stack.moveWindow(-3600, -16);
    Stack.eventually(
        "the mark",
        () ->
            stack.count(
                    "SELECT count(*) FROM window_drained WHERE closes_us = " + Micros.of(closes))
                == 4);
  }

  static Answer askForBill(Device device) {
    return device.post("/v1/me/bill");
  }

  static JsonObject bill(Answer answer) {
    return answer.json().getJsonObject("bill");
  }

  static JsonObject standing(Device device) {
    return device.get("/v1/me/bill").expect(200).json();
  }

  static Map<String, Long> lines(JsonObject bill) {
    return bill.getJsonArray("lines").stream()
        .map(JsonObject.class::cast)
        .collect(
            Collectors.toMap(
                line -> line.getString("institutionCode"),
                line -> line.getLong("amount"),
                Long::sum,
                TreeMap::new));
  }

  static Answer startPayment(Device device, String key) {
    return device.post(
        "/v1/me/bill/payments",
        key,
        new JsonObject().put("platform", "vnpay").put("language", "vi"));
  }

  /** Pays the bill that is open, and waits until that is known; answers the payment's reference. */
  String paid(Device device) {
    String reference = startPayment(device, KEY + ++keys).expect(201).text("reference");
    adapter.pay(reference);
    Stack.eventually("paid", () -> standing(device).getString("status").equals("paid"));
    return reference;
  }

  static long told(Device device, String kind) {
    return device.get("/v1/me/messages").expect(200).json().getJsonArray("messages").stream()
        .map(JsonObject.class::cast)
        .filter(message -> message.getString("kind").equals(kind))
        .count();
  }

  static JsonObject refund(Device device) {
    JsonArray refunds = standing(device).getJsonArray("refunds");
    return refunds.isEmpty() ? new JsonObject() : refunds.getJsonObject(0);
  }

  /** The adapter tells of the next step of a refund, and the candidate sees it. */
  void step(Device device, String reference, String step) {
    adapter.refund(reference, step);
    Stack.eventually(step, () -> step.equals(refund(device).getString("state")));
    assertEquals(1, standing(device).getJsonArray("refunds").size());
    assertEquals(step.equals("paid") ? FEE : 0, refund(device).getLong("refunded"));
    assertEquals(FEE, refund(device).getLong("amount"));
  }

  boolean isTold() {
    return stack.count("SELECT count(*) FROM bill WHERE to_tell") == 0;
  }

  /** Operators found out that they are one person. */
  void merge(String merged, String into) {
    stack.execute(
        """
        WITH decided AS (
          INSERT INTO proposal (kind, content, note, proposed_by, idempotency_key) VALUES ('merge-candidates', '{}', '', uuidv7(), 'it')
          RETURNING id)
        INSERT INTO candidate_merge (merged_id, into_id, effective_at, proposal_id)
        SELECT '%s', '%s', now() - interval '1 second', id FROM decided
        """
            .formatted(stack.candidate(merged), stack.candidate(into)));
  }

  /** The adapter answers and tells as it should. */
  void backToNormal() {
    adapter.away(false);
    adapter.tell(all -> all);
  }

  @Override
  public void close() {
    stack.close();
  }
}
