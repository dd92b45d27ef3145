package vn.baodanh.payment.refund;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** How a refund is shown. */
final class RefundView {
  private RefundView() {}

  static JsonObject of(Refund refund) {
    JsonObject json =
        new JsonObject()
            .put("id", refund.id().toString())
            .put("number", refund.number())
            .put("reference", refund.reference())
            .put("amount", refund.amount().amount())
            .put("reason", refund.reason())
            .put("state", refund.state().text())
            .put("openedAt", refund.openedAt().toString())
            .put("openedBy", refund.openedBy());
    if (!refund.lines().isEmpty()) {
      JsonArray lines = new JsonArray();
      refund
          .lines()
          .forEach(line ->
              lines.add(
                  new JsonObject()
                      .put("institutionCode", line.institution())
                      .put("amount", line.amount().amount())));
      json.put("lines", lines);
    }
    refund.preparedBy().ifPresent(by -> json.put("preparedBy", by));
    refund.releasedBy().ifPresent(by -> json.put("releasedBy", by));
    refund.decidedBy().ifPresent(by -> json.put("decidedBy", by));
    refund.decidedAt().map(Instant::toString).ifPresent(at -> json.put("decidedAt", at));
    refund.note().ifPresent(note -> json.put("note", note));
    refund.requestId().ifPresent(id -> json.put("requestId", id));
    refund.requestedAt().map(Instant::toString).ifPresent(at -> json.put("requestedAt", at));
    refund.origin().ifPresent(first -> json.put("origin", first.toString()));
    refund.resultCode().ifPresent(code -> json.put("resultCode", code));
    return json;
  }
}
