package vn.baodanh.payment.bill;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How a bill is shown. */
public final class BillAnswer {
  private BillAnswer() {}

  public static JsonObject of(Bill bill) {
    JsonArray lines = new JsonArray();
    bill.lines()
        .forEach(line ->
            lines.add(
                new JsonObject()
                    .put("institutionCode", line.institution())
                    .put("amount", line.amount().amount())));
    JsonObject json =
        new JsonObject()
            .put("id", bill.id().toString())
            .put("candidateId", bill.candidateId().toString())
            .put("state", bill.state().text())
            .put("amount", bill.amount().amount())
            .put("lines", lines)
            .put("createdAt", bill.createdAt().toString());
    bill.supersededBy().ifPresent(later -> json.put("supersededBy", later.toString()));
    bill.settledAt().ifPresent(at -> json.put("settledAt", at.toString()));
    bill.settledBy().ifPresent(reference -> json.put("settledBy", reference));
    return json;
  }
}
