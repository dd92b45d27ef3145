package vn.baodanh.payment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Requests as registration-service makes them. */
final class Bodies {
  private Bodies() {}

  /**
   * A bill.
   *
   * @param lines institution and amount in turn
   */
  static JsonObject bill(UUID id, UUID candidate, Object... lines) {
    JsonArray array = new JsonArray();
    long sum = 0;
    for (int i = 0; i < lines.length; i += 2) {
      int amount = (int) lines[i + 1];
      array.add(new JsonObject().put("institutionCode", lines[i]).put("amount", amount));
      sum += amount;
    }
    return new JsonObject()
        .put("id", id.toString())
        .put("candidateId", candidate.toString())
        .put("amount", sum)
        .put("lines", array);
  }
}
