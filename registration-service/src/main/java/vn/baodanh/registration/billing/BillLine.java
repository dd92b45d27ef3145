package vn.baodanh.registration.billing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import vn.baodanh.registration.filing.Vnd;

/** What of a bill is owed to one institution; more than nothing. */
record BillLine(String institution, Vnd amount) {
  BillLine {
    if (amount.amount() <= 0) {
      throw new IllegalArgumentException("a line of " + amount);
    }
  }

  /** As this service and the payment adapter write them. */
  static JsonArray json(List<BillLine> lines) {
    JsonArray json = new JsonArray();
    lines.forEach(line ->
        json.add(
            new JsonObject()
                .put("institutionCode", line.institution())
                .put("amount", line.amount().amount())));
    return json;
  }

  static Vnd total(Iterable<BillLine> lines) {
    long sum = 0;
    for (BillLine line : lines) {
      sum += line.amount().amount();
    }
    return new Vnd(sum);
  }
}
