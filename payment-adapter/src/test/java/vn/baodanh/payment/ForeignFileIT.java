package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file of another merchant: the platform says it has money of which we know nothing. */
class ForeignFileIT {
  private static final String MAKER = Caller.token("maker", "finance");

  /** More than are taken to the one transition together, and no multiple of that. */
  private static final int LINES = 450;

  @Test
  void allOfItGoesIntoSuspenseAndOntoTheWorklist() {
    try (Stack stack = new Stack("foreign_file_it")) {
      Node node = stack.node("CALLER_KEYS", Caller.PUBLIC_KEYS);
      String file =
          "/v1/settlements/"
              + node.upload(MAKER, "vnpay", "csv", BodyPublishers.ofString(text()))
                  .expect(201)
                  .text("id");
      node.sendPost(MAKER, file + "/commit", new JsonObject()).join().expect(200);
      assertEquals(
          List.of(List.of("unknown-reference", "" + LINES, "" + LINES)),
          stack.rows(
              "SELECT kind, count(*), count(DISTINCT line) FROM difference"
                  + " WHERE file_amount = 45000 GROUP BY kind"));
      assertEquals(
          List.of(List.of("platform:vnpay", "suspense", "" + LINES * 45_000L)),
          stack.rows("SELECT debit, credit, sum(amount) FROM ledger_entry GROUP BY debit, credit"));
    }
  }

  @Test
  void twoClerksWhoCommitItAtOnceOnTwoNodesCommitItOnce() {
    try (Stack stack = new Stack("two_clerks_it")) {
      List<Node> nodes =
          List.of(
              stack.node("CALLER_KEYS", Caller.PUBLIC_KEYS),
              stack.node("CALLER_KEYS", Caller.PUBLIC_KEYS));
      var uploads =
          nodes.stream()
              .parallel()
              .map(node -> node.upload(MAKER, "vnpay", "csv", BodyPublishers.ofString(text())))
              .map(answer -> answer.expect(answer.status() == 201 ? 201 : 200).text("id"))
              .distinct()
              .toList();
      assertEquals(1, uploads.size());
      String commit = "/v1/settlements/" + uploads.getFirst() + "/commit";
      var both =
          nodes.stream().map(node -> node.sendPost(MAKER, commit, new JsonObject())).toList();
      both.forEach(answer -> answer.join().expect(200));
      assertEquals(
          List.of(List.of("unknown-reference", "" + LINES)),
          stack.rows("SELECT kind, count(*) FROM difference GROUP BY kind"));
      assertEquals(LINES * 45_000L, stack.count("SELECT sum(amount) FROM ledger_entry"));
    }
  }

  private static String text() {
    var text =
        new StringBuilder(
            "kind,reference,transactionNo,requestId,bankCode,payDate,amount,charge,net\r\n"
                + "PERIOD,vnpay,20260817,20260817,,,,,\r\n");
    for (int i = 0; i < LINES; i++) {
      text.append(
          "PAYMENT,FOREIGN%06d,%d,,NCB,20260817080000,45000,1100,43900\r\n"
              .formatted(i, 15_000_000 + i));
    }
    text.append(
        "TOTAL,%d,,,,,%d,%d,%d\r\n"
            .formatted(LINES, LINES * 45_000L, LINES * 1_100L, LINES * 43_900L));
    return text.toString();
  }
}
