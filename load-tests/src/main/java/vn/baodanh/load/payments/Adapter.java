package vn.baodanh.load.payments;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The payment adapter's HTTP interface, as registration-service and finance staff use it. */
final class Adapter implements AutoCloseable {
  private static final String INSTITUTION = "BKA";
  private static final String OTHER_INSTITUTION = "QHI";

  private final Client client;
  private final String registration;

  Adapter(PaymentMachine machine) {
    client = new Client(machine.address());
    registration = machine.key().token(CallerKey.ISSUER, "registration");
  }

  Client client() {
    return client;
  }

  /** A bill of two lines, or of one where there is no more to pay than one fee. */
  static JsonObject bill(UUID id, UUID candidate, int preferences) {
    long first = Math.max(1, preferences / 2) * Tale.FEE;
    long rest = preferences * Tale.FEE - first;
    var lines = JsonArray.of(line(INSTITUTION, first));
    if (rest > 0) {
      lines.add(line(OTHER_INSTITUTION, rest));
    }
    return new JsonObject()
        .put("id", id.toString())
        .put("candidateId", candidate.toString())
        .put("amount", first + rest)
        .put("lines", lines);
  }

  private static JsonObject line(String institution, long amount) {
    return new JsonObject().put("institutionCode", institution).put("amount", amount);
  }

  void create(JsonObject bill) {
    client.post("/v1/bills", registration, bill).expect(200, 201);
  }

  /** Another attempt to pay a bill; asked again with the same key it is the same. */
  String attempt(UUID bill, String key) {
    var body =
        new JsonObject()
            .put("platform", "vnpay")
            .put("payerAddress", "127.0.0.1")
            .put("language", "vi");
    return client
        .post("/v1/bills/" + bill + "/attempts", registration, body, "attempt-" + key)
        .expect(200, 201)
        .getString("address");
  }

  @Override
  public void close() {
    client.close();
  }
}
