package vn.baodanh.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** VNPAY's notifications: answered by its codes in its order, and every đồng once in the ledger. */
class IpnIT {
  private static Stack stack;
  private static Node node;
  private static Node other;
  private static int transaction = 14_000_000;

  private final UUID candidate = UUID.randomUUID();
  private final UUID bill = UUID.randomUUID();

  @BeforeAll
  static void start() {
    stack = new Stack("ipn_it");
    node = stack.node();
    other = stack.node();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  private String attempt() {
    return attempt("key-" + UUID.randomUUID());
  }

  private String attempt(String key) {
    return node.attempt(bill, key).text("reference");
  }

  private void bill() {
    node.post("/v1/bills", Bodies.bill(bill, candidate, "BKA", 30_000, "QHI", 15_000)).expect(201);
  }

  @Test
  void aPaymentSettlesItsBillAndIsToldOnceHoweverOftenItIsNotified() {
    bill();
    String reference = attempt();
    String ipn = VnpaySays.paid(reference, 45_000, next());
    assertEquals("00", code(ipn));
    assertEquals("02", code(ipn));
    var codes =
        Stream.of(node, other, node, other).map(one -> one.ask(ipn)).toList().stream()
            .map(CompletableFuture::join)
            .map(answer -> answer.text("RspCode"))
            .toList();
    assertEquals(List.of("02", "02", "02", "02"), codes);
    JsonObject shown = node.get("/v1/bills/" + bill).expect(200).json();
    assertEquals("settled", shown.getString("state"));
    assertEquals(reference, shown.getString("settledBy"));
    JsonObject attempt = shown.getJsonArray("attempts").getJsonObject(0);
    assertEquals("succeeded", attempt.getString("state"));
    assertEquals("2026-07-16T03:15:30Z", attempt.getString("paidAt"));
    assertEquals(
        List.of(
            List.of("2026-07-16", "payment", "platform:vnpay", "institution:BKA", "30000"),
            List.of("2026-07-16", "payment", "platform:vnpay", "institution:QHI", "15000")),
        ledger(reference));
    assertEquals(List.of("bill-settled"), events());
  }

  @Test
  void aFailureIsRecordedAndAcknowledgedAndASuccessAfterItCounts() {
    bill();
    String reference = attempt();
    assertEquals("00", code(says(reference, 45_000, next(), "24", "02")));
    assertEquals("02", code(says(reference, 45_000, next(), "24", "02")));
    assertEquals("00", code(VnpaySays.paid(reference, 45_000, next())));
    assertEquals("02", code(says(reference, 45_000, next(), "24", "02")));
    assertEquals(List.of("attempt-failed", "bill-settled"), events());
    assertEquals(2, ledger(reference).size());
  }

  @Test
  void whatIsSuspectedIsInSuspenseUntilItIsClear() {
    bill();
    String reference = attempt();
    String number = next();
    assertEquals("00", code(says(reference, 45_000, number, "07", "07")));
    assertEquals("open", node.get("/v1/bills/" + bill).text("state"));
    assertEquals("00", code(VnpaySays.paid(reference, 45_000, number)));
    assertEquals("settled", node.get("/v1/bills/" + bill).text("state"));
    assertEquals(
        List.of(
            List.of("2026-07-16", "suspense", "platform:vnpay", "suspense", "45000"),
            List.of("2026-07-16", "payment", "suspense", "institution:BKA", "30000"),
            List.of("2026-07-16", "payment", "suspense", "institution:QHI", "15000")),
        ledger(reference));
    assertEquals(List.of("attempt-suspicious", "bill-settled"), events());
  }

  @Test
  void whatTheBankGaveBackHasAStateOfItsOwnAndNoMoney() {
    bill();
    String reference = attempt();
    assertEquals("00", code(says(reference, 45_000, next(), "00", "04")));
    assertEquals(List.of("attempt-reversed"), events());
    assertEquals(List.of(), ledger(reference));
  }

  @Test
  void oneCodeOfSuccessAloneIsNone() {
    bill();
    String reference = attempt();
    assertEquals("02", code(says(reference, 45_000, next(), "00", "01")));
    assertEquals("02", code(says(reference, 45_000, next(), "24", "00")));
    var withoutStatus = VnpaySays.fields(reference, 45_000, next(), "00", "00");
    withoutStatus.remove("vnp_TransactionStatus");
    assertEquals("02", code(VnpaySays.ipn(withoutStatus)));
    assertEquals(List.of(), events());
    assertEquals("open", node.get("/v1/bills/" + bill).text("state"));
  }

  @Test
  void aSecondPaymentOfABillOpensOneRefundCase() {
    bill();
    String first = attempt();
    String second = attempt();
    assertEquals("00", code(VnpaySays.paid(first, 45_000, next())));
    String again = VnpaySays.paid(second, 45_000, next());
    assertEquals("00", code(again));
    assertEquals("02", code(again));
    assertEquals(
        List.of(List.of("2026-07-16", "payment", "platform:vnpay", "refunds", "45000")),
        ledger(second));
    assertEquals(
        List.of(List.of("open", "45000", "bill-settled-otherwise", "system")),
        stack.rows(
            "SELECT state, amount, reason, opened_by FROM refund WHERE reference = '%s'"
                .formatted(second)));
    assertEquals(List.of("bill-settled", "refund-opened"), events());
  }

  @Test
  void ofManyPaymentsAtOnceOnTwoNodesOneSettles() {
    bill();
    List<String> references = Stream.generate(this::attempt).limit(12).toList();
    List<CompletableFuture<Answer>> sent =
        references.stream()
            .map(reference -> VnpaySays.paid(reference, 45_000, next()))
            .flatMap(ipn -> Stream.of(node.ask(ipn), other.ask(ipn)))
            .toList();
    List<String> codes = sent.stream().map(one -> one.join().text("RspCode")).sorted().toList();
    assertEquals(12, codes.stream().filter("00"::equals).count(), codes::toString);
    assertEquals(12, codes.stream().filter("02"::equals).count(), codes::toString);
    assertEquals(
        1,
        stack.count("SELECT count(*) FROM bill WHERE id = '" + bill + "' AND state = 'settled'"));
    String mine = "reference IN (SELECT reference FROM attempt WHERE bill_id = '" + bill + "')";
    assertEquals(11, stack.count("SELECT count(*) FROM refund WHERE " + mine));
    assertEquals(12 * 45_000, stack.count("SELECT sum(amount) FROM ledger_entry WHERE " + mine));
    assertEquals(12, events().size());
  }

  @Test
  void anotherAmountAndAnUnknownReferenceGoToSuspenseOnceForTheirTransaction() {
    bill();
    String reference = attempt();
    String number = next();
    for (int i = 0; i < 3; i++) {
      assertEquals("04", code(VnpaySays.paid(reference, 44_000, number)));
    }
    assertEquals(
        List.of(List.of("2026-07-16", "suspense", "platform:vnpay", "suspense", "44000")),
        ledger(reference));
    assertEquals("open", node.get("/v1/bills/" + bill).text("state"));
    String stranger = "X" + next();
    String strangers = next();
    for (int i = 0; i < 3; i++) {
      assertEquals("01", code(VnpaySays.paid(stranger, 45_000, strangers)));
    }
    assertEquals(1, ledger(stranger).size());
    assertEquals("01", code(says("Y" + stranger, 45_000, next(), "24", "02")));
    assertEquals(List.of(), ledger("Y" + stranger));
    assertEquals(
        List.of(List.of("other-amount", "44000", "45000")),
        stack.rows(
            "SELECT kind, amount, expected FROM difference WHERE reference = '" + reference + "'"));
  }

  @Test
  void everyFieldThatIsMissingChangedRepeatedOrOverLongIsForgedAndChangesNothing() {
    bill();
    String reference = attempt();
    TreeMap<String, String> good = VnpaySays.fields(reference, 45_000, next(), "00", "00");
    String path = VnpaySays.ipn(good);
    for (Map.Entry<String, String> field : good.entrySet()) {
      String pair = field.getKey() + "=" + field.getValue();
      for (String bad :
          List.of(
              path.replace(pair + "&", ""),
              path.replace(pair, pair + "1"),
              path.replace(pair, field.getKey() + "="),
              path.replace(pair, pair + "&" + pair),
              path.replace(pair, pair + "%00"),
              path.replace(pair, pair + "x".repeat(2_000)))) {
        assertEquals("97", code(bad), bad);
      }
    }
    assertEquals("97", code(path + "&vnp_SecureHash=0"));
    assertEquals("97", code("/v1/platforms/vnpay/ipn"));
    assertEquals("97", code("/v1/platforms/vnpay/ipn?" + VnpaySays.signed(good, "wrong")));
    assertEquals(List.of(), events());
    assertTrue(stack.count("SELECT count(*) FROM forged_notification") <= 1_000);
    assertEquals(
        "00", code(path.replace("NCB", "%4ECB") + "&utm=1"), "the same, encoded otherwise");
  }

  @Test
  void whileTheSecretIsChangedNotificationsByEitherCount() {
    bill();
    String first = attempt();
    String second = attempt();
    Node changing =
        stack.node("VNPAY_SECRET", "the next secret", "VNPAY_OTHER_SECRET", VnpaySays.SECRET);
    String byOld = VnpaySays.paid(first, 45_000, next());
    assertEquals("00", changing.ask(byOld).join().text("RspCode"));
    String byNew =
        "/v1/platforms/vnpay/ipn?"
            + VnpaySays.signed(
                VnpaySays.fields(second, 45_000, next(), "00", "00"), "the next secret");
    assertEquals("97", code(byNew), "the node that does not know it yet");
    assertEquals("00", changing.ask(byNew).join().text("RspCode"));
  }

  @Test
  void whatIsSignedForAnotherMerchantOrOutOfBoundsIsNotAnsweredAsDone() {
    bill();
    String reference = attempt();
    for (Map.Entry<String, String> bad :
        List.of(
            Map.entry("vnp_TmnCode", "SOMEBODY"),
            Map.entry("vnp_Amount", "4500001"),
            Map.entry("vnp_Amount", "-4500000"),
            Map.entry("vnp_Amount", "18446744073714051616"), // 4,500,000 more than 64 bits have
            Map.entry("vnp_TransactionNo", "0"),
            Map.entry("vnp_TransactionNo", "1".repeat(21)))) {
      var fields = VnpaySays.fields(reference, 45_000, next(), "00", "00");
      fields.put(bad.getKey(), bad.getValue());
      assertEquals("99", code(VnpaySays.ipn(fields)), bad::toString);
    }
    assertEquals("open", node.get("/v1/bills/" + bill).text("state"));
    assertEquals(List.of(), ledger(reference));
  }

  @Test
  void whatCannotBeRecordedAsAWholeLeavesNothingAndIsToBeRepeated() {
    bill();
    String reference = attempt();
    String refused = "reference <> '" + reference + "'";
    stack.execute("ALTER TABLE ledger_entry ADD CONSTRAINT test CHECK (" + refused + ") NOT VALID");
    String ipn = VnpaySays.paid(reference, 45_000, next());
    assertEquals("99", code(ipn));
    assertEquals(List.of(), events());
    assertEquals("open", node.get("/v1/bills/" + bill).text("state"));
    stack.execute("ALTER TABLE ledger_entry DROP CONSTRAINT test");
    assertEquals("00", code(ipn));
    assertEquals(List.of("bill-settled"), events());
    assertEquals(2, ledger(reference).size());
  }

  @Test
  void whoSendsASignedMessageAgainAndAgainFillsNothing() {
    bill();
    String ipn = VnpaySays.paid(attempt(), 45_000, next());
    List<CompletableFuture<Answer>> sent = Stream.generate(() -> node.ask(ipn)).limit(300).toList();
    sent.forEach(one -> one.join().expect(200));
    long kept =
        stack.count(
            "SELECT count(*) FROM notification WHERE message LIKE '%"
                + ipn.substring(ipn.length() - 128)
                + "'");
    assertTrue(kept >= 100 && kept < 300, kept + " kept");
  }

  @Test
  void aMessageIsKeptAsItCame() {
    bill();
    String ipn = VnpaySays.paid(attempt(), 45_000, next());
    code(ipn);
    code(ipn);
    String query = ipn.substring(ipn.indexOf('?') + 1);
    assertEquals(
        2, stack.count("SELECT count(*) FROM notification WHERE message = '" + query + "'"));
  }

  @Test
  void aLateSuccessOnASupersededBillSettlesTheOneInItsPlace() {
    bill();
    String reference = attempt();
    UUID next = UUID.randomUUID();
    node.post(
            "/v1/bills",
            Bodies.bill(next, candidate, "NTH", 45_000).put("supersedes", bill.toString()))
        .expect(201);
    assertEquals("00", code(VnpaySays.paid(reference, 45_000, next())));
    assertEquals("settled", node.get("/v1/bills/" + next).text("state"));
    assertEquals("superseded", node.get("/v1/bills/" + bill).text("state"));
    assertEquals("institution:NTH", ledger(reference).getFirst().get(3));
  }

  @Test
  void theWayBackChangesNothingAndSaysWhatWasShown() {
    bill();
    String reference = attempt();
    String query =
        VnpaySays.signed(VnpaySays.fields(reference, 45_000, next(), "00", "00"), VnpaySays.SECRET);
    Answer back = node.ask("/v1/platforms/vnpay/return?" + query).join().expect(303);
    assertTrue(
        back.header("Location").endsWith("?shown=paid&reference=" + reference),
        back.header("Location"));
    Answer forged = node.ask("/v1/platforms/vnpay/return?" + query + "0").join().expect(303);
    assertTrue(forged.header("Location").endsWith("?shown=unknown"), forged.header("Location"));
    assertEquals(List.of(), events());
  }

  private static String says(
      String reference, long amount, String number, String code, String status) {
    return VnpaySays.ipn(VnpaySays.fields(reference, amount, number, code, status));
  }

  private static String next() {
    return Integer.toString(++transaction);
  }

  private static String code(String path) {
    return node.ask(path).join().expect(200).text("RspCode");
  }

  private static List<List<String>> ledger(String reference) {
    return stack.rows(
        "SELECT day, cause, debit, credit, amount FROM ledger_entry WHERE reference = '%s' ORDER BY id"
            .formatted(reference));
  }

  private List<String> events() {
    return stack
        .rows("SELECT type FROM event WHERE candidate_id = '" + candidate + "' ORDER BY position")
        .stream()
        .map(List::getFirst)
        .toList();
  }
}
