package vn.baodanh.registration.billing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.baodanh.registration.filing.Micros;
import vn.baodanh.registration.season.Standing;
import vn.baodanh.registration.season.Window;

/** How a candidate's bills are shown. */
final class BillAnswers {
  private BillAnswers() {}

  /**
   * Everything that a candidate sees of the fee.
   *
   * @param bills all of the person, in the order in which they were made
   * @param onFile the list that is recorded now
   * @param payment how now stands to the windows for paying
   */
  record View(List<Bill> bills, Optional<ListOnFile> onFile, JsonArray refunds, Standing payment) {
    JsonObject json() {
      Optional<Bill> newest =
          bills.reversed().stream().filter(bill -> bill.state() != BillState.REPLACED).findFirst();
      JsonArray earlier = new JsonArray();
      bills.stream()
          .filter(bill -> newest.filter(bill::equals).isEmpty())
          .filter(bill -> !bill.lines().isEmpty())
          .forEach(bill -> earlier.add(BillAnswers.json(bill)));
      JsonObject json =
          new JsonObject().put("status", newest.map(BillAnswers::status).orElse("none"));
      newest.ifPresent(bill ->
          json.put("bill", BillAnswers.json(bill))
              .put("countsTheListOnFile", onFile.filter(bill.list()::isSameAs).isPresent()));
      return json.put("earlier", earlier).put("refunds", refunds).put("window", window(payment));
    }
  }

  static String status(Bill bill) {
    return switch (bill.state()) {
      case OPEN -> "to-pay";
      case PAID -> "paid";
      case REPLACED -> "replaced";
    };
  }

  private static JsonObject json(Bill bill) {
    JsonObject json =
        new JsonObject()
            .put("id", bill.id().toString())
            .put("number", bill.number())
            .put("reference", bill.reference())
            .put("status", status(bill))
            .put("amount", bill.amount().amount())
            .put("fee", bill.fee().amount())
            .put("preferences", bill.preferences())
            .put("lines", BillLine.json(bill.lines()))
            .put("rulesVersion", bill.rulesVersion())
            .put("filingId", bill.list().filing().toString())
            .put("listVersion", Long.toString(bill.list().orderUs()))
            .put("createdAt", text(bill.createdAt()));
    bill.payment()
        .ifPresent(payment -> {
          json.put("paidAt", text(payment.at()));
          payment.platform().ifPresent(platform -> json.put("platform", platform));
          payment.reference().ifPresent(reference -> json.put("paymentReference", reference));
        });
    return json;
  }

  private static JsonObject window(Standing standing) {
    return switch (standing) {
      case Standing.Open(Window window) -> window("open", window);
      case Standing.NotOpen(Window next) -> window("not-open", next);
      case Standing.Closed(Window last) -> window("closed", last);
      case Standing.NoWindow none -> new JsonObject().put("status", "none");
    };
  }

  private static JsonObject window(String status, Window window) {
    return new JsonObject()
        .put("status", status)
        .put("opens", text(window.opens()))
        .put("closes", text(window.closes()));
  }

  static String text(Instant instant) {
    return Micros.text(Micros.of(instant));
  }
}
