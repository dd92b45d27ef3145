package vn.baodanh.payment.attempt;

import io.vertx.core.json.JsonObject;

/** How an attempt is shown. */
final class AttemptAnswer {
  private AttemptAnswer() {}

  static JsonObject of(Attempt attempt) {
    JsonObject json =
        new JsonObject()
            .put("reference", attempt.reference())
            .put("platform", attempt.platform())
            .put("state", attempt.state().text())
            .put("amount", attempt.amount().amount())
            .put("createdAt", attempt.createdAt().toString())
            .put("expiresAt", attempt.platformExpiresAt().toString());
    attempt
        .outcome()
        .ifPresent(outcome -> {
          json.put("resultCode", outcome.code());
          if (attempt.state().holdsMoney()) {
            json.put("transactionNo", outcome.transactionNo());
            json.put("paidAt", outcome.paidAt().toString());
          }
        });
    return json;
  }
}
