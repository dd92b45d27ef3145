package vn.baodanh.load.payments;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The platform's simulator: payers by program, faults on demand, and its books. */
public final class PlatformClient implements AutoCloseable {
  private final Client client;

  /**
   * A payment as the platform has it.
   *
   * @param number the platform's own
   * @param reference the merchant's, or one that the merchant never gave
   * @param outcome paid, cancelled, …
   * @param taken đồng debited
   * @param changedAt when it came to stand so: for a payment made, its pay date
   */
  public record Payment(
      long number, String reference, long amount, String outcome, long taken, Instant changedAt) {
    Payment(long number, String reference, long amount, String outcome, long taken) {
      this(number, reference, amount, outcome, taken, Instant.EPOCH);
    }
  }

  /**
   * Something that the platform gets wrong in the file of a day.
   *
   * @param claimed đồng that the file says were taken, and were not
   */
  public record Slip(String kind, String reference, long claimed) {}

  /** Money that the platform sent back to a payer. */
  public record Refund(String requestId, long payment, long amount) {}

  /**
   * The platform's money, and what it has still to do.
   *
   * @param promised payments that will change by themselves
   * @param untold outcomes of which the merchant is still notified
   */
  public record Totals(long paid, long taken, long refunded, long held, int promised, int untold) {
    /** Whether it has nothing more to do by itself. */
    public boolean isAtRest() {
      return promised == 0 && untold == 0 && held == 0;
    }
  }

  public PlatformClient(String base) {
    client = new Client(base);
  }

  /**
   * A payer who was sent to an address does as he wishes.
   *
   * @param wish pay, cancel, fail
   * @return the outcome, or error and a code
   */
  public String visit(String url, String wish, Set<String> faults) {
    var payment =
        new JsonObject().put("url", url).put("wish", wish).put("faults", List.copyOf(faults));
    var body = new JsonObject().put("payments", JsonArray.of(payment));
    var answer = client.post("/simulator/payments", "", body).expect(200).getJsonArray("payments");
    var one = answer.getJsonObject(0);
    return one.getString("outcome", "error " + one.getString("code"));
  }

  /** Payers who were sent to these addresses, at most 1,000, all pay, and nothing goes wrong. */
  void payAll(List<String> urls) {
    var payments = new JsonArray();
    urls.forEach(
        url -> payments.add(new JsonObject().put("url", url).put("faults", new JsonArray())));
    client.post("/simulator/payments", "", new JsonObject().put("payments", payments)).expect(200);
  }

  /** Which of a thousand queries and refunds go wrong, and how. */
  void plan(long seed, Map<String, Integer> perMille) {
    var shares = new JsonObject();
    perMille.forEach(shares::put);
    var plan = new JsonObject().put("seed", seed).put("perMille", shares);
    client.put("/simulator/faults", plan).expect(200);
  }

  /** How often each fault really happened. */
  Map<String, Long> happened() {
    var happened = new TreeMap<String, Long>();
    var answer = client.get("/simulator/faults", "").expect(200);
    answer.fieldNames().forEach(fault -> happened.put(fault, answer.getLong(fault)));
    return happened;
  }

  public Totals totals() {
    var totals = client.get("/simulator/totals", "").expect(200);
    return new Totals(
        totals.getLong("paid"),
        totals.getLong("taken"),
        totals.getLong("refunded"),
        totals.getLong("held"),
        totals.getInteger("promised"),
        totals.getInteger("untold"));
  }

  /** From now on the times of notifications count anew. */
  void forgetNotices() {
    client.delete("/simulator/notices").expect(200);
  }

  /** How merchants answered its notifications, and how fast. */
  JsonObject notices() {
    return client.get("/simulator/notices", "").expect(200);
  }

  public List<Payment> payments() {
    var all = new ArrayList<Payment>();
    for (long after = 0; ; after = all.getLast().number()) {
      var page =
          client.get("/simulator/payments?after=" + after, "").expect(200).getJsonArray("payments");
      if (page.isEmpty()) {
        return all;
      }
      for (int i = 0; i < page.size(); i++) {
        var one = page.getJsonObject(i);
        all.add(
            new Payment(
                one.getLong("number"),
                one.getString("reference"),
                one.getLong("amount"),
                one.getString("outcome"),
                one.getLong("taken"),
                Instant.parse(one.getString("changedAt"))));
      }
    }
  }

  /** From now on its clock goes so much behind; with zero, right again. */
  public void putBack(Duration by) {
    client.put("/simulator/clock", new JsonObject().put("behindMs", by.toMillis())).expect(200);
  }

  /**
   * The file of a day, in which something is wrong.
   *
   * @param name vnpay, momo
   */
  String settlementFile(LocalDate day, String name, long seed) {
    return client.text("/settlements/%s/%s.csv?seed=%d".formatted(day, name, seed));
  }

  /** What is wrong in VNPAY's file of a day, or of it in the next. */
  List<Slip> slips(LocalDate day, long seed) {
    var path = "/simulator/slips/%s/vnpay?seed=%d".formatted(day, seed);
    return client.get(path, "").expect(200).getJsonArray("slips").stream()
        .map(JsonObject.class::cast)
        .map(one ->
            new Slip(one.getString("kind"), one.getString("reference"), one.getLong("claimed")))
        .toList();
  }

  public List<Refund> refunds() {
    var all = new ArrayList<Refund>();
    while (true) {
      var page =
          client
              .get("/simulator/refunds?after=" + all.size(), "")
              .expect(200)
              .getJsonArray("refunds");
      if (page.isEmpty()) {
        return all;
      }
      for (int i = 0; i < page.size(); i++) {
        var one = page.getJsonObject(i);
        all.add(
            new Refund(one.getString("requestId"), one.getLong("payment"), one.getLong("amount")));
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
