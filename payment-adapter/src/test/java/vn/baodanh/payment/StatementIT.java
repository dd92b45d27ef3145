package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bank's statement counts as a whole, whatever happens between two steps of its booking. */
class StatementIT {
  private static final String MAKER = Caller.token("maker", "finance");

  private static final String STATEMENT =
      """
      kind,date,mark,amount,reference,text
      OPENING,20260818,C,0,,
      ENTRY,20260818,C,70000,FT1,VNPAY BAODANH1
      CLOSING,20260818,C,70000,,
      """;

  @Test
  void aStatementOfAnotherAccountIsRefusedAndOneThatDoesNotGoOnIsShownSo() {
    try (Stack stack = new Stack("statement_account_it")) {
      Node node = stack.node("CALLER_KEYS", Caller.PUBLIC_KEYS, "BANK_ACCOUNT", "0011001234567");
      String swift =
          """
          :20:STMT1
          :25:BANKVNVX/%s
          :28C:1/1
          :60F:C260818VND%d,
          :62F:C260819VND%d,
          -
          """;
      var other = BodyPublishers.ofString(swift.formatted("0011001234568", 70_000, 70_000));
      node.upload(MAKER, "bank", "mt940", other).expect(422, "file-faulty");
      assertEquals(0, stack.count("SELECT count(*) FROM settlement_file"));

      String first =
          node.upload(MAKER, "bank", "csv", BodyPublishers.ofString(STATEMENT))
              .expect(201)
              .text("id");
      String commit = "/v1/settlements/" + first + "/commit";
      node.sendPost(MAKER, commit, new JsonObject()).join().expect(200);
      var next = BodyPublishers.ofString(swift.formatted("0011001234567", 60_000, 60_000));
      JsonObject preview = node.upload(MAKER, "bank", "mt940", next).expect(201).json();
      assertEquals(60_000, preview.getLong("opening"));
      assertEquals(
          new JsonObject().put("day", "2026-08-18").put("closing", 70_000),
          preview.getJsonObject("before"));
    }
  }

  @Test
  void whatCouldNotBeBookedWhenItWasCommittedIsBookedLater() {
    try (Stack stack = new Stack("statement_it")) {
      Node node = stack.node("CALLER_KEYS", Caller.PUBLIC_KEYS);
      String file =
          "/v1/settlements/"
              + node.upload(MAKER, "bank", "csv", BodyPublishers.ofString(STATEMENT))
                  .expect(201)
                  .text("id");
      stack.execute("REVOKE UPDATE (purpose) ON bank_line FROM payment");
      assertEquals(500, node.sendPost(MAKER, file + "/commit", new JsonObject()).join().status());
      assertEquals(0, stack.count("SELECT count(*) FROM ledger_entry"));
      stack.execute("GRANT UPDATE (purpose) ON bank_line TO payment");
      Stack.eventually("committed", () -> node.get(MAKER, file).text("state").equals("committed"));
      assertEquals(
          List.of(List.of("bank", "platform:vnpay", "70000")),
          stack.rows("SELECT debit, credit, amount FROM ledger_entry"));
    }
  }
}
