package vn.baodanh.local.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.baodanh.local.platform.TestMerchant.await;
import static vn.baodanh.local.platform.TestMerchant.json;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** VNPAY as a merchant and a payer meet it; a repeat after 5 minutes comes after 30 ms here. */
@Timeout(30)
final class PlatformTest {
  private static final int FASTER = 10_000;

  @TempDir private static Path directory;
  private static TestMerchant merchant;
  private static Platform platform;

  @BeforeAll
  static void start() {
    merchant = new TestMerchant();
    var environment = merchant.environment(directory, FASTER);
    platform = Platform.start(PlatformSettings.of(environment), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    platform.close();
    merchant.close();
  }

  @Test
  void aPaymentIsNotifiedOnceWithASignatureAndFoundByQuery() throws InterruptedException {
    var paid = merchant.pay(platform, "A1", "pay");
    assertEquals("paid", paid.getString("outcome"));
    await(() -> !merchant.told("A1").isEmpty());
    Thread.sleep(100);
    assertEquals(List.of("00/00"), merchant.told("A1"));
    var notice =
        merchant.notices.stream().filter(n -> n.get("vnp_TxnRef").equals("A1")).findFirst().get();
    assertEquals(merchant.signature.ofFields(notice), notice.get("vnp_SecureHash"));
    assertEquals("13500000", notice.get("vnp_Amount"));
    assertEquals("bill-A1", notice.get("vnp_OrderInfo"));

    var found = merchant.ask(platform, merchant.queryFields("A1"));
    assertEquals("00", found.getString("vnp_ResponseCode"));
    assertEquals("00", found.getString("vnp_TransactionStatus"));
    assertEquals("01", found.getString("vnp_TransactionType"));
    assertEquals("13500000", found.getString("vnp_Amount"));
    var signed =
        "vnp_ResponseId vnp_Command vnp_ResponseCode vnp_Message vnp_TmnCode vnp_TxnRef vnp_Amount"
            + " vnp_BankCode vnp_PayDate vnp_TransactionNo vnp_TransactionType"
            + " vnp_TransactionStatus vnp_OrderInfo";
    var values = List.of(signed.split(" ")).stream().map(found::getString).toList();
    var text = String.join("|", values) + "||";
    assertEquals(
        new Hmac("HmacSHA512", TestMerchant.SECRET).hex(text), found.getString("vnp_SecureHash"));
  }

  @Test
  void cancelledAndDeclinedPaymentsAreNotifiedToo() {
    merchant.pay(platform, "B1", "cancel");
    merchant.pay(platform, "B2", "fail");
    await(() -> merchant.told("B1").equals(List.of("24/02")));
    await(() -> merchant.told("B2").equals(List.of("51/02")));
  }

  @Test
  void aNotificationIsRepeatedTenTimesAndThenNeverAgain() throws InterruptedException {
    merchant.answers.put("C1", "99");
    merchant.pay(platform, "C1", "pay");
    await(() -> merchant.told("C1").size() == 11);
    Thread.sleep(150);
    assertEquals(11, merchant.told("C1").size());
  }

  @Test
  void repeatsEndWhenTheMerchantHasIt() throws InterruptedException {
    merchant.answers.put("C2", "01 01 02");
    merchant.pay(platform, "C2", "pay");
    await(() -> merchant.told("C2").size() == 3);
    Thread.sleep(150);
    assertEquals(3, merchant.told("C2").size());
  }

  @Test
  void anOrderIsPaidOnceHoweverOftenThePayerTries() {
    merchant.pay(platform, "D1", "pay");
    assertEquals("paid", merchant.pay(platform, "D1", "cancel").getString("outcome"));
    var other = merchant.payFields("D1");
    other.put("vnp_Amount", "99900");
    assertEquals("94", merchant.pay(platform, other, "pay").getString("code"));
  }

  @Test
  void anAddressThatIsNotRightIsRefused() {
    var url = merchant.payUrl(platform, merchant.payFields("E1")).replace("13500000", "100");
    var answer = merchant.get(platform, url.substring(platform.origin().length()));
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("97"), answer.body());
    assertEquals("91", code(merchant.queryFields("E1")));

    for (var field : merchant.payFields("E1").keySet()) {
      var fields = merchant.payFields("E1");
      fields.remove(field);
      var refused = merchant.pay(platform, fields, "pay").getString("code");
      assertEquals(field.equals("vnp_TmnCode") ? "02" : "03", refused, field);
    }
    var expired = merchant.payFields("E1");
    expired.put("vnp_CreateDate", "20250101000000");
    expired.put("vnp_ExpireDate", "20250101001500");
    assertEquals("11", merchant.pay(platform, expired, "pay").getString("code"));
  }

  @Test
  void aQueryIsAnsweredByItsCode() {
    merchant.pay(platform, "F1", "pay");
    var twice = merchant.queryFields("F1");
    assertEquals("00", code(twice));
    assertEquals("94", code(twice));
    assertEquals("91", code(merchant.queryFields("F-unknown")));
    var otherDay = merchant.queryFields("F1");
    otherDay.put("vnp_TransactionDate", "20250101000000");
    assertEquals("91", code(otherDay));
    var malformed = merchant.queryFields("F1");
    malformed.put("vnp_IpAddr", "here");
    assertEquals("03", code(malformed));
    var stranger = merchant.queryFields("F1");
    stranger.put("vnp_TmnCode", "SOMEBODY");
    assertEquals("02", code(stranger));
    var path = "/merchant_webapi/api/transaction";
    var unsigned = new HashMap<String, Object>(merchant.queryFields("F1"));
    var answer = merchant.post(platform, path, new JsonObject(unsigned).encode());
    assertEquals("97", json(answer).getString("vnp_ResponseCode"));
    assertEquals(
        "02", json(merchant.post(platform, path, "no json")).getString("vnp_ResponseCode"));
  }

  @Test
  void moneyGoesBackOnceAndNeverMoreThanCame() {
    merchant.pay(platform, "G1", "pay");
    var before = totals("refunded");
    var part = merchant.refundFields("G1", 35_000, "03");
    var answer = merchant.ask(platform, part);
    assertEquals("00", answer.getString("vnp_ResponseCode"));
    assertEquals("03", answer.getString("vnp_TransactionType"));
    assertEquals("05", answer.getString("vnp_TransactionStatus"));
    assertEquals("94", code(part));
    assertEquals("03", code(merchant.refundFields("G1", 135_000, "02")));
    assertEquals("03", code(merchant.refundFields("G1", 100_001, "03")));
    assertEquals("00", code(merchant.refundFields("G1", 100_000, "03")));
    assertEquals("03", code(merchant.refundFields("G1", 1, "03")));
    assertEquals(before + 135_000, totals("refunded"));

    merchant.pay(platform, "G2", "pay");
    assertEquals("00", code(merchant.refundFields("G2", 135_000, "02")));
    await(() -> "00".equals(query("G2", "vnp_TransactionStatus")));
    assertEquals("02", query("G2", "vnp_TransactionType"));

    merchant.pay(platform, "G3", "cancel");
    assertEquals("95", code(merchant.refundFields("G3", 135_000, "02")));
    assertEquals("91", code(merchant.refundFields("G-unknown", 135_000, "02")));
  }

  @Test
  void aPayerMayAskInEitherLanguageAndGoesBackWithTheOutcome() {
    var url = merchant.payUrl(platform, merchant.payFields("H1"));
    var sent = merchant.get(platform, url.substring(platform.origin().length()));
    assertEquals(303, sent.statusCode());
    var page = sent.headers().firstValue("Location").get();
    var open = merchant.get(platform, page);
    assertTrue(open.body().contains("<html lang=\"vi\">"), open.body());
    assertTrue(open.body().contains("Trả 135.000 ₫"), open.body());
    assertFalse(open.body().contains("//"), "nothing from elsewhere: " + open.body());
    var english = merchant.get(platform, page.replace("lang=vi", "lang=en"));
    assertTrue(english.body().contains("Pay 135,000 ₫"), english.body());
    var policy = open.headers().firstValue("Content-Security-Policy").get();
    assertTrue(policy.contains("default-src 'none'"), policy);
    assertTrue(policy.contains("form-action 'self' http://127.0.0.1:1;"), policy);
    assertEquals("01", query("H1", "vnp_TransactionStatus"));

    var back = merchant.send(form(page, "wish=pay"));
    assertEquals(303, back.statusCode());
    var location = back.headers().firstValue("Location").get();
    assertTrue(location.startsWith("http://127.0.0.1:1/return?from=vnpay&vnp_Amount=13500000&"));
    var fields = new HashMap<>(Address.fields(location.split("\\?", 2)[1]).orElseThrow());
    fields.remove("from");
    assertEquals(merchant.signature.ofFields(fields), fields.get("vnp_SecureHash"));
    assertTrue(merchant.get(platform, page).body().contains("Đã thanh toán"));
  }

  private static HttpRequest.Builder form(String page, String body) {
    return HttpRequest.newBuilder(URI.create(platform.origin() + page))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  @Test
  void theFileOfADayAddsUpToThePlatformsMoney() {
    merchant.pay(platform, "J1", "pay");
    merchant.pay(platform, "J2", "cancel");
    merchant.ask(platform, merchant.refundFields("J1", 35_000, "03"));
    var day = VnpayTime.day(Instant.now());
    var file = merchant.get(platform, "/settlements/" + day + "/vnpay.csv").body();
    var lines = file.split("\r\n");
    assertEquals(SettlementFile.HEADER, lines[0]);
    assertTrue(file.contains("PAYMENT,J1,"), file);
    assertFalse(file.contains("J2"), file);
    assertTrue(file.contains(",135000,1100,133900\r\n"), file);
    assertTrue(file.contains(",-35000,0,-35000\r\n"), file);
    var total = lines[lines.length - 1].split(",");
    assertEquals(lines.length - 3, Integer.parseInt(total[1]));
    assertEquals(totals("taken") - totals("refunded"), Long.parseLong(total[6]));
    assertEquals(404, merchant.get(platform, "/settlements/today/vnpay.csv").statusCode());
    assertEquals(404, merchant.get(platform, "/settlements/" + day + "/x.csv").statusCode());
  }

  @Test
  void whatIsWrongInAFileIsToldAndTheBooksStayRight() {
    for (int i = 0; i < 9; i++) {
      merchant.pay(platform, "SLIP" + i, i < 7 ? "pay" : "cancel");
    }
    var day = VnpayTime.day(Instant.now());
    var right = file(day, "");
    var wrong = file(day, "?seed=7");
    var next = file(day.plusDays(1), "?seed=7");
    var slips = json(merchant.get(platform, "/simulator/slips/" + day + "/vnpay?seed=7"));
    var kinds = new TreeSet<String>();
    for (int i = 0; i < slips.getJsonArray("slips").size(); i++) {
      var slip = slips.getJsonArray("slips").getJsonObject(i);
      var reference = "," + slip.getString("reference") + ",";
      kinds.add(slip.getString("kind"));
      assertEquals(slip.getString("kind").equals("wrong-day"), next.contains(reference), next);
      assertEquals(
          slip.getString("kind").equals("missing-there")
              || slip.getString("kind").equals("wrong-day"),
          !wrong.contains(reference),
          wrong);
    }
    assertEquals(
        Set.of(
            "missing-here", "missing-there", "amount", "state", "duplicate", "wrong-day", "charge"),
        kinds);
    assertEquals(wrong, file(day, "?seed=7"));
    assertEquals(right, file(day, ""));
  }

  private static String file(LocalDate day, String query) {
    return merchant.get(platform, "/settlements/" + day + "/vnpay.csv" + query).body();
  }

  private static String code(Map<String, String> fields) {
    return merchant.ask(platform, fields).getString("vnp_ResponseCode");
  }

  private static String query(String reference, String field) {
    return merchant.ask(platform, merchant.queryFields(reference)).getString(field);
  }

  private static long totals(String name) {
    return json(merchant.get(platform, "/simulator/totals")).getLong(name);
  }
}
