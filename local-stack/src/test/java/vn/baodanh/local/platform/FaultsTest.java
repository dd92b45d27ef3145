package vn.baodanh.local.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.baodanh.local.platform.TestMerchant.await;
import static vn.baodanh.local.platform.TestMerchant.json;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each fault does what it says, and is counted when it really happened. */
@Timeout(60)
final class FaultsTest {
  private static final int FASTER = 6_000;

  /** Nothing happens by itself while a test looks at what is there. */
  private static final int AS_IN_LIFE = 1;

  @TempDir private Path directory;
  private TestMerchant merchant;
  private Platform platform;

  @BeforeEach
  void start() {
    merchant = new TestMerchant();
    var environment = merchant.environment(directory, FASTER);
    platform = Platform.start(PlatformSettings.of(environment), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    platform.close();
    merchant.close();
  }

  @Test
  void aLostNotificationNeverComesAndAQueryFindsThePayment() throws InterruptedException {
    merchant.pay(platform, "A", "pay", "ipn-lost");
    Thread.sleep(200);
    assertEquals(List.of(), merchant.told("A"));
    assertEquals("00", status("A"));
    assertEquals(1, happened("ipn-lost"));
  }

  @Test
  void aLateNotificationComesAfterAnIntervalOrMore() {
    var start = System.nanoTime();
    merchant.pay(platform, "A", "pay", "ipn-late");
    await(() -> merchant.told("A").size() == 1);
    assertTrue(System.nanoTime() - start >= Duration.ofMillis(50).toNanos());
    assertEquals(1, happened("ipn-late"));
  }

  @Test
  void aRepeatedNotificationComesThreeTimesThoughItWasAcknowledged() {
    merchant.pay(platform, "A", "pay", "ipn-repeated");
    await(() -> merchant.told("A").equals(List.of("00/00", "00/00", "00/00")));
    assertEquals(1, happened("ipn-repeated"));
  }

  @Test
  void aReorderedNotificationIsOvertakenByLaterOnes() throws InterruptedException {
    restart(AS_IN_LIFE);
    merchant.pay(platform, "A", "cancel", "ipn-reordered");
    for (var later : List.of("B", "C", "D", "E", "F")) {
      Thread.sleep(2);
      merchant.pay(platform, later, "pay");
    }
    await(() -> merchant.told("A").size() == 1);
    assertEquals("A", merchant.notices.getLast().get("vnp_TxnRef"));
    assertEquals(6, merchant.notices.size());
    assertEquals(1, happened("ipn-reordered"));
  }

  @Test
  void aSlowBanksMoneyComesAfterTheOrderExpired() {
    var orders = new ArrayList<Map<String, String>>();
    for (int i = 0; !isFoundOpenInTime("A" + i, orders); i++) {}
    for (var order : orders) {
      var reference = order.get("vnp_TxnRef");
      await(() -> merchant.told(reference).equals(List.of("00/00")));
      var paid = merchant.noticesOf(reference).getFirst().get("vnp_PayDate");
      assertTrue(paid.compareTo(order.get("vnp_ExpireDate")) >= 0, paid);
    }
    assertEquals(orders.size(), happened("success-after-expiry"));
  }

  /**
   * Pays another order, which expires soon.
   *
   * @param orders to which it is added if the platform took it
   * @return whether it did, and was asked about it, before the order expired; a busy machine may be
   *     too slow for that
   */
  private boolean isFoundOpenInTime(String reference, List<Map<String, String>> orders) {
    var expires = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS);
    var fields = merchant.payFields(reference);
    fields.put("vnp_ExpireDate", VnpayTime.text(expires));
    var outcome =
        merchant.pay(platform, fields, "pay", "success-after-expiry").getString("outcome");
    if ("open".equals(outcome)) {
      orders.add(fields);
    }
    var status = status(reference);
    if (!Instant.now().isBefore(expires)) {
      return false;
    }
    assertEquals("open", outcome);
    assertEquals("01", status);
    return true;
  }

  @Test
  void suspiciousMoneyIsHeldUntilSomebodyDecides() {
    restart(AS_IN_LIFE);
    for (int i = 0; i < 10; i++) {
      merchant.pay(platform, "A" + i, "pay", "suspicious");
    }
    assertEquals(1_350_000, totals("held"));
    assertEquals(0, totals("taken"));
    assertEquals("07", status("A0"));
    await(() -> totals("untold") == 0);
    restartLater(AS_IN_LIFE);
    await(() -> totals("held") == 0 && totals("untold") == 0);
    assertEquals(20, merchant.notices.size());
    var decided = List.of("07/07", "00/00");
    var paid = IntStream.range(0, 10).filter(i -> merchant.told("A" + i).equals(decided)).count();
    assertEquals(135_000 * paid, totals("taken"));
    assertTrue(paid > 0 && paid < 10, paid + " of 10 released");
    assertEquals(10, happened("suspicious"));
  }

  @Test
  void aReversedPaymentLooksLikeSuccessByOneOfItsCodesOnly() {
    merchant.pay(platform, "A", "pay", "reversed");
    await(() -> merchant.told("A").contains("00/04"));
    assertEquals(0, totals("taken"));
    assertEquals(1, happened("reversed"));
  }

  @Test
  void aWrongAmountIsWhatThePlatformTook() {
    var paid = merchant.pay(platform, "A", "pay", "wrong-amount");
    assertEquals(1_000, Math.abs(paid.getLong("taken") - 135_000));
    assertEquals(paid.getLong("taken"), totals("taken"));
    await(() -> merchant.notices.size() == 1);
    var told = Long.parseLong(merchant.notices.getFirst().get("vnp_Amount"));
    assertEquals(paid.getLong("taken") * 100, told);
    assertEquals(1, happened("wrong-amount"));
  }

  @Test
  void moneyUnderAnUnknownReferenceIsMoneyToo() {
    var paid = merchant.pay(platform, "A", "pay", "unknown-reference");
    await(() -> merchant.notices.size() == 1);
    assertEquals(paid.getString("reference"), merchant.notices.getFirst().get("vnp_TxnRef"));
    assertTrue(!paid.getString("reference").equals("A"));
    assertEquals(135_000, totals("taken"));
    assertEquals("01", status("A"));
    assertEquals(1, happened("unknown-reference"));
  }

  @Test
  void queriesFailOrStayUnanswered() {
    merchant.pay(platform, "A", "pay");
    plan(Map.of("query-error", 1000));
    var failed = merchant.post(platform, "/merchant_webapi/api/transaction", "{}");
    assertTrue(failed.statusCode() >= 500, "" + failed.statusCode());
    assertEquals(1, happened("query-error"));
    plan(Map.of("query-silence", 1000));
    unanswered("query-silence", () -> status("A"));
    assertEquals(1, happened("query-silence"));
    plan(Map.of());
    assertEquals("00", status("A"));
  }

  @Test
  void aRefundInSilenceIsDoneOrLost() {
    merchant.pay(platform, "A", "pay");
    var refund = merchant.refundFields("A", 135_000, "02");
    plan(Map.of("refund-lost-in-silence", 1000));
    unanswered("refund-lost-in-silence", () -> merchant.ask(platform, refund));
    assertEquals(0, totals("refunded"));
    plan(Map.of("refund-done-in-silence", 1000));
    unanswered("refund-done-in-silence", () -> merchant.ask(platform, refund));
    assertEquals(135_000, totals("refunded"));
    plan(Map.of());
    assertEquals("94", merchant.ask(platform, refund).getString("vnp_ResponseCode"));
    assertEquals(1, happened("refund-lost-in-silence"));
    assertEquals(1, happened("refund-done-in-silence"));
  }

  @Test
  void aMerchantWhoIsAwayIsNotGivenUp() {
    merchant.goesAway();
    merchant.pay(platform, "A", "pay");
    await(() -> answered("away") > 15);
    merchant.comesBack();
    await(() -> merchant.told("A").equals(List.of("00/00")) && totals("untold") == 0);
  }

  private long answered(String code) {
    return json(merchant.get(platform, "/simulator/notices"))
        .getJsonObject("answers")
        .getLong(code, 0L);
  }

  @Test
  void aPlanThatIsNoneIsRefused() {
    var body = "{\"perMille\":{\"ipn-lost\":1001}}";
    assertEquals(400, merchant.put(platform, "/simulator/faults", body).statusCode());
    body = "{\"perMille\":{\"no-such-fault\":1}}";
    assertEquals(400, merchant.put(platform, "/simulator/faults", body).statusCode());
  }

  @Test
  void whatWasNotDoneWhenItEndedIsDoneByTheNextProcess() {
    restart(AS_IN_LIFE);
    merchant.answers.put("A", "99");
    merchant.pay(platform, "A", "pay");
    merchant.pay(platform, "B", "pay", "suspicious");
    await(() -> !merchant.told("A").isEmpty() && !merchant.told("B").isEmpty());
    plan(Map.of("ipn-lost", 1000));
    var before = json(merchant.get(platform, "/simulator/totals"));
    merchant.answers.clear();
    restart(FASTER);
    assertEquals(before.getLong("taken"), totals("taken"));
    await(() -> totals("untold") == 0);
    restartLater(FASTER);
    await(() -> totals("held") == 0 && totals("untold") == 0); // the decision is told last
    assertEquals("00/00", merchant.told("A").getLast());
    assertEquals(2, merchant.told("B").stream().distinct().count());
  }

  private void restart(int faster) {
    restart(faster, Clock.systemUTC());
  }

  /** When everybody has decided whatever was to be decided. */
  private void restartLater(int faster) {
    restart(faster, Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
  }

  private void restart(int faster, Clock clock) {
    platform.close();
    var environment = merchant.environment(directory, faster);
    platform = Platform.start(PlatformSettings.of(environment), clock);
  }

  /** The question arrives, and the fault strikes it: nobody answers. */
  private void unanswered(String fault, Runnable question) {
    var before = happened(fault);
    var asked = CompletableFuture.runAsync(question, Thread::startVirtualThread);
    await(() -> happened(fault) > before);
    assertThrows(TimeoutException.class, () -> asked.get(400, TimeUnit.MILLISECONDS));
  }

  private void plan(Map<String, Object> perMille) {
    var body = new JsonObject().put("seed", 1).put("perMille", new JsonObject(perMille));
    assertEquals(200, merchant.put(platform, "/simulator/faults", body.encode()).statusCode());
  }

  private String status(String reference) {
    return merchant
        .ask(platform, merchant.queryFields(reference))
        .getString("vnp_TransactionStatus");
  }

  private long happened(String fault) {
    return json(merchant.get(platform, "/simulator/faults")).getLong(fault);
  }

  private long totals(String name) {
    return json(merchant.get(platform, "/simulator/totals")).getLong(name);
  }
}
